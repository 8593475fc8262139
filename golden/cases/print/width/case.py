from pylmer.datasets import load_dataset
from pylmer.lme4 import ranef
from pylmer.lmertest import lmer
from rcompat.base.options import options

sleepstudy = load_dataset("sleepstudy")
options(width=60)
m = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
print(m)
print(m.summary())
print(ranef(m))
options(width=120)
print(m)
print(m.summary())
