from rcompat.base.delimited import read_csv
from rcompat.base.render import render
from rcompat.base.vectors import Vector
from rcompat.linear.lm import coef, deviance, fitted, lm, residuals, sigma

sleep = read_csv("golden/data/sleep.csv")
m = lm("gappy ~ gappy_x", sleep, na_action="na.exclude")
print(m)
print(m.summary())
print(m.anova())
print(Vector(data=residuals(m).data[:12], names=residuals(m).names[:12]))
print(render(len(fitted(m))), end="")
values = {"coef": coef(m), "sigma": sigma(m), "deviance": deviance(m)}
