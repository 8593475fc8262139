from pylmer.datasets import load_dataset
from pylmer.lmertest import getME, lmer

dat = load_dataset("classroom")
lmer_fit2 = lmer("mathgain~(1|schoolid)", data=dat)
print(lmer_fit2.summary())
print(lmer_fit2.logLik())
values = {"theta": getME(lmer_fit2, "theta")}
