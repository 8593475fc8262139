from rcompat.base.delimited import read_csv
from rcompat.linear.lm import coef, deviance, lm, sigma

crossed = read_csv("golden/data/crossed.csv")
m = lm("rt ~ cond * type", crossed)
print(m)
print(m.summary())
print(m.anova())
values = {"coef": coef(m), "sigma": sigma(m), "deviance": deviance(m)}
