from pylmer.datasets import load_dataset
from pylmer.lme4 import REMLcrit, fixef, getME, sigma, vcov
from pylmer.lmertest import lmer

schoolmot = load_dataset("schoolmot")
smod3sat = lmer("grade ~ motiv * funding + (1 + motiv | schoolid)", data=schoolmot)
print(smod3sat.summary())
values = {
    "theta": getME(smod3sat, "theta"),
    "beta": fixef(smod3sat),
    "sigma": sigma(smod3sat),
    "vcov": vcov(smod3sat),
    "deviance": REMLcrit(smod3sat),
    "count": smod3sat.optim.evaluations,
}
