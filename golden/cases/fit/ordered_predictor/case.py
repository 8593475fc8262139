from pylmer.datasets import load_dataset
from pylmer.lme4 import REMLcrit, fixef, getME, sigma, vcov
from pylmer.lmertest import lmer
from rcompat.base.render import render

InstEval = load_dataset("InstEval")
m = lmer("y ~ studage * service + lectage + (1 | d)", data=InstEval, subset="as.integer(d) <= 40")
print(render(m.summary(), correlation=True), end="")
values = {
    "theta": getME(m, "theta"),
    "beta": fixef(m),
    "sigma": sigma(m),
    "vcov": vcov(m),
    "deviance": REMLcrit(m),
    "count": m.optim.evaluations,
}
