from rcompat.base.delimited import read_csv
from rcompat.base.render import render
from rcompat.linear.lm import anova, lm, summary

hsb = read_csv("golden/data/hsb.csv")
m = lm("math ~ ses + sex + sector", hsb)
print(render(m, digits=3), end="")
print(render(summary(m), digits=3), end="")
print(render(summary(m), signif_stars=False), end="")
print(summary(m, correlation=True))
print(render(summary(m, correlation=True), symbolic_cor=True), end="")
print(render(anova(m), digits=3, signif_stars=False), end="")
print(summary(m).coefficients)
