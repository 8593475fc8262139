from rcompat.base.delimited import read_csv
from rcompat.linear.lm import coef, deviance, lm, sigma

sleep = read_csv("golden/data/sleep.csv")
m = lm("gappy ~ gappy_x", sleep)
print(m)
print(m.summary())
print(m.anova())
values = {"coef": coef(m), "sigma": sigma(m), "deviance": deviance(m)}
