from pylmer.datasets import load_dataset
from pylmer.lme4 import REMLcrit, fixef, getME, lmer, ranef, sigma, vcov

Penicillin = load_dataset("Penicillin")
m = lmer("diameter ~ 1 + (1 | plate) + (1 | sample)", data=Penicillin)
print(m)
print(m.summary())
print(ranef(m))
values = {
    "theta": getME(m, "theta"),
    "beta": fixef(m),
    "sigma": sigma(m),
    "vcov": vcov(m),
    "deviance": REMLcrit(m),
    "count": m.optim.evaluations,
}
