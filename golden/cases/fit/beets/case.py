from pylmer.datasets import load_dataset
from pylmer.lmertest import fixef, getME, lmer

beets = load_dataset("beets")
m = lmer("sugpct ~ block + sow + harvest + (1 | block:harvest)", data=beets, REML=False)
print(m.summary())
values = {
    "theta": getME(m, "theta"),
    "beta": fixef(m),
    "sigma": m.sigma(),
    "vcov": m.vcov(),
    "deviance": m.deviance(),
    "count": m.optim.evaluations,
}
