from pylmer.lme4 import lmList, update
from rcompat.base.conditions import RError
from rcompat.base.delimited import read_csv

sleep = read_csv("golden/data/sleep.csv")
l = lmList("Reaction ~ Days | Subject", sleep)
print(update(l, pool=False))
print(update(l, subset="Days > 2"))
print(l.confint("Days", level=0.9))
print(l.summary(pool=False))
try:
    update(l, ". ~ . - Days")
except RError as error:
    print(error.message)
