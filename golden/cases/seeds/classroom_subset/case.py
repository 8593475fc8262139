from pylmer.datasets import load_dataset
from pylmer.lme4 import REMLcrit, fixef, getME, sigma, vcov
from pylmer.lmertest import lmer
from rcompat.base.render import render

dat = load_dataset("classroom")
fit8 = lmer("mathgain~ses+mathknow+(1|schoolid/classid)", data=dat, subset="!is.na(mathgain) & !is.na(mathknow)")
print(render(fit8.summary()), end="")
values = {
    "theta": getME(fit8, "theta"),
    "beta": fixef(fit8),
    "sigma": sigma(fit8),
    "vcov": vcov(fit8),
    "deviance": REMLcrit(fit8),
    "count": fit8.optim.evaluations,
}
