from rcompat.base.delimited import read_csv
from rcompat.linear.lm import coef, deviance, lm, sigma

wide = read_csv("golden/data/wide.csv")
m = lm("y ~ x1 + x2 + x3 + x4 + x5 + x6 + x7 + a.very.long.predictor.name + another_rather_long_name", wide)
print(m)
print(m.summary())
print(m.anova())
values = {"coef": coef(m), "sigma": sigma(m), "deviance": deviance(m)}
