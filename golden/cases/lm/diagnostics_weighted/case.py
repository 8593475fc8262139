from rcompat.base.delimited import read_csv
from rcompat.linear.lm import cooks_distance, dffits, hatvalues, lm, rstudent

sleep = read_csv("golden/data/sleep.csv")
m = lm("Reaction ~ Days * sex", sleep, weights="w", subset="Days < 4")
print(hatvalues(m))
print(rstudent(m))
print(cooks_distance(m))
print(dffits(m))
