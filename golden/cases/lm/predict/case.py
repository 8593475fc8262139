from rcompat.base.delimited import read_csv
from rcompat.base.vectors import Vector
from rcompat.linear.lm import lm, predict

sleep = read_csv("golden/data/sleep.csv")
m = lm("Reaction ~ Days + sex + dose", sleep)
new = {"Days": [0.0, 5.0, 12.0], "sex": ["male", "female", "male"], "dose": ["low", "mid", "high"]}
print(predict(m, new))
print(predict(m, new, se_fit=True))
print(predict(m, new, interval="confidence"))
print(predict(m, new, interval="prediction", level=0.8))
print(predict(m, new, type="terms"))
print(predict(m, new, se_fit=True, interval="confidence", level=0.5))
values_in = predict(m)
print(Vector(data=values_in.data[:6], names=values_in.names[:6]))
bands = predict(m, interval="prediction")
print(Vector(data=bands.data[:6], dimnames=(bands.dimnames[0][:6], bands.dimnames[1])))
