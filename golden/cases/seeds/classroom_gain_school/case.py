from pylmer.datasets import load_dataset
from pylmer.lme4 import getME, logLik
from pylmer.lmertest import lmer

dat = load_dataset("classroom")
lmer_fit2 = lmer("mathgain~(1|schoolid)", data=dat)
print(lmer_fit2.summary())
print(logLik(lmer_fit2))
values = {"theta": getME(lmer_fit2, "theta")}
