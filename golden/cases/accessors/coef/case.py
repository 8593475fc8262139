from pylmer.datasets import load_dataset
from pylmer.lme4 import coef, fixef, lmer

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
print(coef(m))
print(fixef(m))
print(coef(m.summary()))
