from pylmer.datasets import load_dataset
from pylmer.lme4 import REMLcrit, fixef, getME, sigma, vcov
from pylmer.lmertest import lmer
from rcompat.base.render import render

dat = load_dataset("classroom")
fit3 = lmer("mathkind~ses+(1|schoolid/classid)", data=dat)
print(render(fit3.summary()), end="")
values = {
    "theta": getME(fit3, "theta"),
    "beta": fixef(fit3),
    "sigma": sigma(fit3),
    "vcov": vcov(fit3),
    "deviance": REMLcrit(fit3),
    "count": fit3.optim.evaluations,
}
