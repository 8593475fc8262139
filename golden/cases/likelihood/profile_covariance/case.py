from pylmer.datasets import load_dataset
from pylmer.lme4 import confint, lmer, profile

Dyestuff = load_dataset("Dyestuff")
m = lmer("Yield ~ 1 + (1 | Batch)", data=Dyestuff, REML=False)
p = profile(m, prof_scale="varcov")
print(p)
print(confint(p))
