from pylmer.lme4 import VarCorr, lmer
from rcompat.base.delimited import read_csv
from rcompat.base.render import render

crossed = read_csv("golden/data/crossed.csv")
m = lmer("rt ~ cond + (cond | subj) + (cond || item)", data=crossed)
print(VarCorr(m))
print(render(VarCorr(m), comp=["Variance", "Std.Dev."], digits=2), end="")
