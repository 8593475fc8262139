from rcompat.base.delimited import read_csv
from rcompat.linear.lm import lm, predict

sleep = read_csv("golden/data/sleep.csv")
m = lm("Reaction ~ poly(Days, 2) + offset(off)", sleep, weights="w")
new = {"Days": [1.0, 4.5, 11.0], "off": [1, 2, 3]}
print(predict(m, new))
print(predict(m, new, interval="prediction"))
print(predict(m, new, interval="prediction", weights=[1.0, 2.0, 3.0]))
print(predict(m, new, se_fit=True, scale=20.0, df=30.0))
