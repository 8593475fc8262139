from pylmer.datasets import load_dataset
from pylmer.lme4 import anova, lmer
from rcompat.base.conditions import RError

sleepstudy = load_dataset("sleepstudy")
m1 = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
m2 = lmer("Reaction ~ Days + (1 | Subject)", data=sleepstudy)
print(anova(m1, m2, model_names=["full", "reduced"]))
print(anova(m1, m2, model_names=["a", "a"]))
print(anova(m1, m1))
print(anova(m1, m2, m1))
try:
    anova(m1, m2, model_names=["a", "b", "c"])
except RError as error:
    print(error.message)
