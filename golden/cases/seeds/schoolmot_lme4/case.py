from pylmer.datasets import load_dataset
from pylmer.lme4 import REMLcrit, fixef, getME, lmer, sigma, vcov

schoolmot = load_dataset("schoolmot")
smod3 = lmer("grade ~ motiv * funding + (1 + motiv | schoolid)", data=schoolmot)
print(smod3)
print(smod3.summary())
values = {
    "theta": getME(smod3, "theta"),
    "beta": fixef(smod3),
    "sigma": sigma(smod3),
    "vcov": vcov(smod3),
    "deviance": REMLcrit(smod3),
    "count": smod3.optim.evaluations,
}
