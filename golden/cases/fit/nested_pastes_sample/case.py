from pylmer.datasets import load_dataset
from pylmer.lme4 import VarCorr, deviance, fixef, getME, lmer, sigma, vcov

Pastes = load_dataset("Pastes")
m = lmer("strength ~ 1 + (1 | sample) + (1 | batch)", data=Pastes, REML=False)
print(m.summary())
print(VarCorr(m))
values = {
    "theta": getME(m, "theta"),
    "beta": fixef(m),
    "sigma": sigma(m),
    "vcov": vcov(m),
    "deviance": deviance(m),
    "count": m.optim.evaluations,
}
