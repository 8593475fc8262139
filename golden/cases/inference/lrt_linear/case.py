from pylmer.datasets import load_dataset
from pylmer.lme4 import anova, lmer
from rcompat.linear.lm import lm

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + (1 | Subject)", data=sleepstudy)
l1 = lm("Reaction ~ Days", data=sleepstudy)
l2 = lm("Reaction ~ 1", data=sleepstudy)
print(anova(m, l1))
print(anova(m, l1, l2))
print(anova(m, l1, refit=False))
