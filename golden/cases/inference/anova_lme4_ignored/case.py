from pylmer.datasets import load_dataset
from pylmer.lme4 import anova, lmer

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
print(anova(m, type="III"))
print(anova(m, foo=1, bar="x"))
print(anova(m, refit=False))
print(anova(m, None))
