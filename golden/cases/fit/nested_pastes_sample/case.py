from pylmer.datasets import load_dataset
from pylmer.lme4 import VarCorr, fixef, getME, lmer

Pastes = load_dataset("Pastes")
m = lmer("strength ~ 1 + (1 | sample) + (1 | batch)", data=Pastes, REML=False)
print(m.summary())
print(VarCorr(m))
values = {
    "theta": getME(m, "theta"),
    "beta": fixef(m),
    "sigma": m.sigma(),
    "vcov": m.vcov(),
    "deviance": m.deviance(),
    "count": m.optim.evaluations,
}
