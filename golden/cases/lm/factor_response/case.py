from rcompat.base.delimited import read_csv
from rcompat.linear.lm import lm

sleep = read_csv("golden/data/sleep.csv")
m = lm("logical ~ Days", sleep)
print(m.summary())
