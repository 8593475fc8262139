from pylmer.datasets import load_dataset
from pylmer.lme4 import bootMer, confint, getME, lmer

Dyestuff = load_dataset("Dyestuff")
m = lmer("Yield ~ 1 + (1 | Batch)", data=Dyestuff)


def statistic(fit):
    theta = getME(fit, "theta").data[0]
    return theta**2 / (1 + theta**2)


b = bootMer(m, statistic, nsim=50, seed=77)
print(confint(b, level=0.5))
print(confint(b, level=0.8, type="basic"))
print(confint(b, level=0.95, type="norm"))
print(confint(b, parm=1))
values = {"exact": b.t}
