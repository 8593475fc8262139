from pylmer import lme4
from pylmer.datasets import load_dataset
from pylmer.lmertest import anova, lmer

sleepstudy = load_dataset("sleepstudy")
m1 = lmer("Reaction ~ Days + (Days || Subject)", data=sleepstudy)
m2 = lmer("Reaction ~ Days + (1 | Subject)", data=sleepstudy)
m3 = lme4.lmer("Reaction ~ 1 + (1 | Subject)", data=sleepstudy)
print(anova(m1, m2, m3))
print(anova(m2, m3, type=3))
print(anova(m3, m2, ddf="lme4"))
