from pylmer.datasets import load_dataset
from pylmer.lme4 import fixef, getME
from pylmer.lmertest import lmer

dat = load_dataset("classroom")
lmer_fit1 = lmer("mathkind~ses+(1|schoolid)", data=dat)
print(lmer_fit1.summary())
values = {"theta": getME(lmer_fit1, "theta"), "beta": fixef(lmer_fit1)}
