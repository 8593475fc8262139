from pylmer.datasets import load_dataset
from pylmer.lme4 import anova, lmer

sleepstudy = load_dataset("sleepstudy")
m1 = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy, REML=False)
m2 = lmer("Reaction ~ Days + (1 | Subject)", data=sleepstudy, REML=False)
print(anova(m1, m2))
m3 = lmer("Reaction ~ Days + (1 | Subject)", data=sleepstudy)
print(anova(m1, m3))
print(anova(m1, m3, refit=False))
values = {"chisq": anova(m1, m2)["Chisq"], "p_value": anova(m1, m2)["Pr(>Chisq)"], "aic": anova(m1, m2)["AIC"]}
