from rcompat.base.delimited import read_csv
from rcompat.linear.lm import lm, update

sleep = read_csv("golden/data/sleep.csv")
m = lm("Reaction ~ Days", sleep)
print(update(m, ". ~ . + sex"))
print(update(m, "log(.) ~ ."))
print(update(m, ". ~ . - Days"))
print(update(m, weights="w"))
print(update(m, subset="Days > 3"))
