from pylmer.datasets import load_dataset
from pylmer.lme4 import fixef, lmer

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
print(m.coef())
print(fixef(m))
print(m.summary().coef())
