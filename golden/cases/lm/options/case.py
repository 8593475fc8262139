from rcompat.base.delimited import read_csv
from rcompat.base.options import options
from rcompat.linear.lm import lm

sleep = read_csv("golden/data/sleep.csv")
options(digits=4, show_signif_stars=False)
m = lm("Reaction ~ Days + dose", sleep)
print(m)
print(m.summary())
print(m.anova())
options(contrasts=("contr.sum", "contr.poly"))
print(lm("Reaction ~ dose", sleep).summary())
