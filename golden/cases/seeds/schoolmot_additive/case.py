from pylmer.datasets import load_dataset
from pylmer.lme4 import REMLcrit, VarCorr, fixef, getME, sigma, vcov
from pylmer.lmertest import lmer

schoolmot = load_dataset("schoolmot")
smod2 = lmer("grade ~ motiv + funding + (1 + motiv | schoolid)", data=schoolmot)
print(smod2.summary())
print(VarCorr(smod2))
values = {
    "theta": getME(smod2, "theta"),
    "beta": fixef(smod2),
    "sigma": sigma(smod2),
    "vcov": vcov(smod2),
    "deviance": REMLcrit(smod2),
    "count": smod2.optim.evaluations,
}
