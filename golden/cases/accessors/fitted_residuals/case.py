from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer

Dyestuff = load_dataset("Dyestuff")
m = lmer("Yield ~ 1 + (1 | Batch)", data=Dyestuff)
print(m.fitted())
print(m.residuals())
print(m.residuals(scaled=True))
values = {"fitted": m.fitted(), "residuals": m.residuals()}
