from pylmer.datasets import load_dataset
from pylmer.lme4 import confint, lmer

Dyestuff = load_dataset("Dyestuff")
m = lmer("Yield ~ 1 + (1 | Batch)", data=Dyestuff)
print(confint(m))
