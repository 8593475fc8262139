from rcompat.base.delimited import read_csv
from rcompat.base.render import render
from rcompat.linear.lm import AIC, BIC, lm

hsb = read_csv("golden/data/hsb.csv")
m1 = lm("math ~ ses", hsb)
m2 = lm("math ~ ses + sector", hsb)
print(render(AIC(m1, m2)), end="")
print(render(BIC(m1, m2)), end="")
print(render(AIC(m1, m2, k=3.0)), end="")
