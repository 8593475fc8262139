from pylmer.lme4 import VarCorr, fixef, formula, isSingular, lmer, ngrps
from rcompat.base.delimited import read_csv
from rcompat.base.render import render

nested = read_csv("golden/data/nested.csv")
m = lmer("y ~ x + (1 | school/class)", data=nested)
print(ngrps(m))
print(render(isSingular(m)), end="")
print(fixef(m))
print(VarCorr(m))
print(render(formula(m)), end="")
