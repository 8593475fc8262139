from rcompat.base.delimited import read_csv
from rcompat.linear.lm import deviance, lm, sigma

sleep = read_csv("golden/data/sleep.csv")
m = lm("Reaction ~ 0", sleep)
print(m)
print(m.summary())
print(m.anova())
values = {"sigma": sigma(m), "deviance": deviance(m)}
