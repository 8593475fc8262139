from rcompat.base.delimited import read_csv
from rcompat.linear.lm import coef, deviance, lm, sigma

hsb = read_csv("golden/data/hsb.csv")
m = lm("math ~ ses * sector", hsb)
print(m)
print(m.summary())
print(m.anova())
values = {"coef": coef(m), "sigma": sigma(m), "deviance": deviance(m)}
