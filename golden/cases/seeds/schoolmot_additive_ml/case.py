from pylmer.datasets import load_dataset
from pylmer.lmertest import fixef, getME, lmer

schoolmot = load_dataset("schoolmot")
smod2 = lmer("grade ~ motiv + funding + (1 + motiv | schoolid)", data=schoolmot, REML=False)
print(smod2.summary())
values = {
    "theta": getME(smod2, "theta"),
    "beta": fixef(smod2),
    "sigma": smod2.sigma(),
    "vcov": smod2.vcov(),
    "deviance": smod2.deviance(),
    "count": smod2.optim.evaluations,
}
