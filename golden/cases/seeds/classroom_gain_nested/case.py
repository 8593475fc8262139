from pylmer.datasets import load_dataset
from pylmer.lmertest import getME, lmer

dat = load_dataset("classroom")
lmer_fit3 = lmer("mathgain~(1|schoolid/classid)", data=dat)
print(lmer_fit3.summary())
print(lmer_fit3.formula())
values = {"theta": getME(lmer_fit3, "theta")}
