from rcompat.base.delimited import read_csv
from rcompat.linear.lm import coef, deviance, lm, sigma

world = read_csv("golden/data/world.csv")
m = lm("score ~ höhe + kind", world)
print(m)
print(m.summary())
print(m.anova())
values = {"coef": coef(m), "sigma": sigma(m), "deviance": deviance(m)}
