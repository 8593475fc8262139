from pylmer.datasets import load_dataset
from pylmer.lme4 import REMLcrit, fixef, getME, sigma, vcov
from pylmer.lmertest import lmer
from rcompat.base.render import render

dat = load_dataset("classroom")
fit7 = lmer("mathgain~1+(1|schoolid/classid)", data=dat, subset="!is.na(mathknow)")
print(render(fit7.summary()), end="")
values = {
    "theta": getME(fit7, "theta"),
    "beta": fixef(fit7),
    "sigma": sigma(fit7),
    "vcov": vcov(fit7),
    "deviance": REMLcrit(fit7),
    "count": fit7.optim.evaluations,
}
