from pylmer.datasets import load_dataset
from pylmer.lme4 import confint, lmer, profile

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy, REML=False)
p = profile(m)
print(confint(p))
print(confint(p, level=0.8))
print(confint(p, [1, 2]))
print(confint(p, "Days"))
