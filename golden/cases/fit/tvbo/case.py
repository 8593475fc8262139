from pylmer.datasets import load_dataset
from pylmer.lme4 import REMLcrit, fixef, getME, sigma, vcov
from pylmer.lmertest import lmer
from rcompat.base.render import render

TVbo = load_dataset("TVbo")
m = lmer("Coloursaturation ~ TVset * Picture + (1 | Assessor) + (1 | Assessor:TVset)", data=TVbo)
print(render(m.summary(), correlation=False), end="")
values = {
    "theta": getME(m, "theta"),
    "beta": fixef(m),
    "sigma": sigma(m),
    "vcov": vcov(m),
    "deviance": REMLcrit(m),
    "count": m.optim.evaluations,
}
