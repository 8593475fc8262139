from pylmer.datasets import load_dataset
from pylmer.lmertest import anova, lmer, ranova
from rcompat.base.conditions import RError

dat = load_dataset("classroom")
fit2 = lmer("mathgain~(1|schoolid)", data=dat)
print(ranova(fit2))
fit3 = lmer("mathgain~(1|schoolid/classid)", data=dat)
print(anova(fit2, fit3, refit=False))
print(ranova(fit3))
fit4 = lmer("mathgain~ses+mathknow+(1|schoolid/classid)", data=dat)
try:
    anova(fit3, fit4, refit=False)
except RError as error:
    print(error.message)
