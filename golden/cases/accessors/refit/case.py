from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer, refit

Dyestuff = load_dataset("Dyestuff")
m = lmer("Yield ~ 1 + (1 | Batch)", data=Dyestuff)
print(refit(m, fitted(m) + 2 * residuals(m)))
