from rcompat.base.delimited import read_csv
from rcompat.linear.lm import lm

sleep = read_csv("golden/data/sleep.csv")
m = lm("Reaction ~ Days", sleep, foo=3)
print(m)
