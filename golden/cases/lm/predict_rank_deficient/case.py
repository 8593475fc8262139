from rcompat.base.conditions import RError
from rcompat.base.delimited import read_csv
from rcompat.linear.lm import lm, predict

sleep = read_csv("golden/data/sleep.csv")
m = lm("Reaction ~ Days + double + triple", sleep)
new = {"Days": [1, 2], "double": [3, 4], "triple": [5, 6]}
print(predict(m, new))
try:
    predict(m, {"Days": [1.0], "double": [2.0]})
except RError as error:
    print(error.message)
n = lm("Reaction ~ sex", sleep)
try:
    predict(n, {"sex": ["other"]})
except RError as error:
    print(error.message)
try:
    predict(n, {"sex": [1.0]})
except RError as error:
    print(error.message)
