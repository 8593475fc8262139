from pylmer.datasets import load_dataset
from pylmer.lme4 import deviance, fixef, getME, sigma, vcov
from pylmer.lmertest import lmer

beets = load_dataset("beets")
m = lmer("sugpct ~ block + sow + harvest + (1 | block:harvest)", data=beets, REML=False)
print(m.summary())
values = {
    "theta": getME(m, "theta"),
    "beta": fixef(m),
    "sigma": sigma(m),
    "vcov": vcov(m),
    "deviance": deviance(m),
    "count": m.optim.evaluations,
}
