from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer, profile

Dyestuff2 = load_dataset("Dyestuff2")
m = lmer("Yield ~ 1 + (1 | Batch)", data=Dyestuff2)
p = profile(m)
print(p)
