from pylmer.datasets import load_dataset
from pylmer.lmertest import REMLcrit, fixef, getME, lmer

schoolmot = load_dataset("schoolmot")
smod3sat = lmer("grade ~ motiv * funding + (1 + motiv | schoolid)", data=schoolmot)
print(smod3sat.summary())
values = {
    "theta": getME(smod3sat, "theta"),
    "beta": fixef(smod3sat),
    "sigma": smod3sat.sigma(),
    "vcov": smod3sat.vcov(),
    "deviance": REMLcrit(smod3sat),
    "count": smod3sat.optim.evaluations,
}
