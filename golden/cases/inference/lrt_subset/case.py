from pylmer.datasets import load_dataset
from pylmer.lme4 import anova, lmer

sleepstudy = load_dataset("sleepstudy")
m1 = lmer("Reaction ~ 1 + (1 | Subject)", data=sleepstudy, subset="Days > 0")
m2 = lmer("Reaction ~ Days + (1 | Subject)", data=sleepstudy, subset="Days > 0")
print(anova(m1, m2))
