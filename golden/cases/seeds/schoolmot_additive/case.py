from pylmer.datasets import load_dataset
from pylmer.lmertest import REMLcrit, VarCorr, fixef, getME, lmer

schoolmot = load_dataset("schoolmot")
smod2 = lmer("grade ~ motiv + funding + (1 + motiv | schoolid)", data=schoolmot)
print(smod2.summary())
print(VarCorr(smod2))
values = {
    "theta": getME(smod2, "theta"),
    "beta": fixef(smod2),
    "sigma": smod2.sigma(),
    "vcov": smod2.vcov(),
    "deviance": REMLcrit(smod2),
    "count": smod2.optim.evaluations,
}
