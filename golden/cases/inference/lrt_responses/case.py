from pylmer.datasets import load_dataset
from pylmer.lme4 import anova, lmer

sleepstudy = load_dataset("sleepstudy")
m1 = lmer("log(Reaction) ~ Days + (1 | Subject)", data=sleepstudy)
m2 = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
print(anova(m1, m2))
