from pylmer.datasets import load_dataset
from pylmer.lme4 import anova, lmer
from rcompat.base.render import render

sleepstudy = load_dataset("sleepstudy")
m1 = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
m2 = lmer("Reaction ~ Days + (1 | Subject)", data=sleepstudy)
m3 = lmer("Reaction ~ 1 + (1 | Subject)", data=sleepstudy)
print(anova(m1, m2))
print(anova(m2, m1, refit=False))
print(anova(m1, m2, m3))
print(render(anova(m1, m2), digits=3), end="")
print(render(anova(m1, m2), signif_stars=False), end="")
