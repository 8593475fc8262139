from pylmer.datasets import load_dataset
from pylmer.lmertest import REMLcrit, fixef, getME, lmer
from rcompat.base.render import render

dat = load_dataset("classroom")
fit8 = lmer("mathgain~ses+mathknow+(1|schoolid/classid)", data=dat, subset="!is.na(mathgain) & !is.na(mathknow)")
print(render(fit8.summary()), end="")
values = {
    "theta": getME(fit8, "theta"),
    "beta": fixef(fit8),
    "sigma": fit8.sigma(),
    "vcov": fit8.vcov(),
    "deviance": REMLcrit(fit8),
    "count": fit8.optim.evaluations,
}
