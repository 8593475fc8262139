from pylmer.lme4 import lmer
from rcompat.base.delimited import read_csv
from rcompat.base.render import render

wide = read_csv("golden/data/wide.csv")
m = lmer("y ~ x1 + x2 + x3 + x4 + x5 + x6 + x7 + x8 + b + zz + k14 + Income2019 + (1 | g)", data=wide)
print(render(m.summary(), correlation=True), end="")
