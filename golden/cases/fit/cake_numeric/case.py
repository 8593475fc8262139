from pylmer.datasets import load_dataset
from pylmer.lme4 import REMLcrit, fixef, getME, sigma, vcov
from pylmer.lmertest import lmer

cake = load_dataset("cake")
m = lmer("angle ~ recipe + temp + (1 | replicate) + (1 | replicate:recipe)", data=cake)
print(m.summary())
values = {
    "theta": getME(m, "theta"),
    "beta": fixef(m),
    "sigma": sigma(m),
    "vcov": vcov(m),
    "deviance": REMLcrit(m),
    "count": m.optim.evaluations,
}
