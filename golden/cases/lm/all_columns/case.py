from rcompat.base.delimited import read_csv
from rcompat.linear.lm import coef, deviance, lm, sigma

wide = read_csv("golden/data/wide.csv")
m = lm("y ~ . - g", wide)
print(m)
print(m.summary())
print(m.anova())
values = {"coef": coef(m), "sigma": sigma(m), "deviance": deviance(m)}
