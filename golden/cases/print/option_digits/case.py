from pylmer.datasets import load_dataset
from pylmer.lme4 import VarCorr, fixef, lmer
from rcompat.base.options import options

sleepstudy = load_dataset("sleepstudy")
options(digits=4)
m = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
print(m)
print(m.summary())
print(VarCorr(m))
print(fixef(m))
options(digits=12)
print(m)
print(m.summary())
print(VarCorr(m))
print(fixef(m))
