from pylmer.datasets import load_dataset
from pylmer.lmertest import anova, contest, lmer

dat = load_dataset("classroom")
fit7 = lmer("mathgain~1+(1|schoolid/classid)", data=dat, subset="!is.na(mathknow)")
fit8 = lmer("mathgain~ses+mathknow+(1|schoolid/classid)", data=dat, subset="!is.na(mathknow)")
print(anova(fit7, fit8, refit=True))
print(anova(fit8))
print(contest(fit8, [[0, 1, 0], [0, 0, 1]]))
