from pylmer.datasets import load_dataset
from pylmer.lme4 import REMLcrit, fixef, getME, lmer, sigma, vcov

grouseticks = load_dataset("grouseticks")
m = lmer("log(TICKS + 1) ~ YEAR + cHEIGHT + (1 | BROOD) + (1 | LOCATION)", data=grouseticks)
print(m)
print(m.summary())
values = {
    "theta": getME(m, "theta"),
    "beta": fixef(m),
    "sigma": sigma(m),
    "vcov": vcov(m),
    "deviance": REMLcrit(m),
    "count": m.optim.evaluations,
}
