from rcompat.base.delimited import read_csv
from rcompat.linear.lm import coef, deviance, lm, sigma

tiny = read_csv("golden/data/tiny.csv")
m = lm("y ~ x + g", tiny)
print(m)
print(m.summary())
print(m.anova())
values = {"coef": coef(m), "sigma": sigma(m), "deviance": deviance(m)}
