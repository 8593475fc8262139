from pylmer.datasets import load_dataset
from pylmer.lme4 import confint, fixef, lmer, sigma

Dyestuff = load_dataset("Dyestuff")
m = lmer("Yield ~ 1 + (1 | Batch)", data=Dyestuff)
print(confint(m, method="boot", nsim=40, seed=9, FUN=fixef))
print(confint(m, method="boot", nsim=40, seed=9, FUN=sigma, boot_type="basic", level=0.9))
values = {}
