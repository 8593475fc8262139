from pylmer.datasets import load_dataset
from pylmer.lme4 import formula, getME
from pylmer.lmertest import lmer
from rcompat.base.render import render

dat = load_dataset("classroom")
lmer_fit3 = lmer("mathgain~(1|schoolid/classid)", data=dat)
print(lmer_fit3.summary())
print(render(formula(lmer_fit3)), end="")
values = {"theta": getME(lmer_fit3, "theta")}
