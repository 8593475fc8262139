from pylmer.lme4 import fixef, isSingular, lmer
from rcompat.base.delimited import read_csv
from rcompat.base.render import render

sleep = read_csv("golden/data/sleep.csv")
m = lmer("constant ~ Days + (1 | Subject)", data=sleep)
print(render(isSingular(m)), end="")
print(fixef(m))
