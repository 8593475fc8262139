from pylmer.datasets import load_dataset
from pylmer.lme4 import REMLcrit, fixef, getME, lmer

schoolmot = load_dataset("schoolmot")
smod3 = lmer("grade ~ motiv * funding + (1 + motiv | schoolid)", data=schoolmot)
print(smod3)
print(smod3.summary())
values = {
    "theta": getME(smod3, "theta"),
    "beta": fixef(smod3),
    "sigma": smod3.sigma(),
    "vcov": smod3.vcov(),
    "deviance": REMLcrit(smod3),
    "count": smod3.optim.evaluations,
}
