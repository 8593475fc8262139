from pylmer.datasets import load_dataset
from pylmer.lme4 import anova, lmer
from rcompat.base.conditions import RError

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ 1 + (1 | Subject)", data=sleepstudy)
print(anova(m))
m0 = lmer("Reaction ~ 0 + (1 | Subject)", data=sleepstudy)
try:
    anova(m0)
except RError as error:
    print(error.message)
