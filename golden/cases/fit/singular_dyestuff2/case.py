from pylmer.datasets import load_dataset
from pylmer.lme4 import REMLcrit, fixef, getME, isSingular, lmer, sigma, vcov
from rcompat.base.render import render

Dyestuff2 = load_dataset("Dyestuff2")
m = lmer("Yield ~ 1 + (1 | Batch)", data=Dyestuff2)
print(m)
print(m.summary())
print(render(isSingular(m)), end="")
values = {
    "theta": getME(m, "theta"),
    "beta": fixef(m),
    "sigma": sigma(m),
    "vcov": vcov(m),
    "deviance": REMLcrit(m),
    "count": m.optim.evaluations,
}
