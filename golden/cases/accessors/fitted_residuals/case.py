from pylmer.datasets import load_dataset
from pylmer.lme4 import fitted, lmer, residuals

Dyestuff = load_dataset("Dyestuff")
m = lmer("Yield ~ 1 + (1 | Batch)", data=Dyestuff)
print(fitted(m))
print(residuals(m))
print(residuals(m, scaled=True))
values = {"fitted": fitted(m), "residuals": residuals(m)}
