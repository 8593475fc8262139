from pylmer.datasets import load_dataset
from pylmer.lme4 import getME, lmer

Dyestuff = load_dataset("Dyestuff")
m = lmer("Yield ~ 0 + (1 | Batch)", data=Dyestuff)
print(m)
print(m.summary())
values = {"theta": getME(m, "theta")}
