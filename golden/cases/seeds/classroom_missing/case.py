from pylmer.datasets import load_dataset
from pylmer.lme4 import getME, nobs
from pylmer.lmertest import lmer
from rcompat.base.render import render

dat = load_dataset("classroom")
lmer_fit4 = lmer("mathgain~ses+mathknow+(1|schoolid/classid)", data=dat)
print(lmer_fit4.summary())
print(render(nobs(lmer_fit4)), end="")
values = {"theta": getME(lmer_fit4, "theta")}
