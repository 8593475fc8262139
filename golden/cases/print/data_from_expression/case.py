from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + (1 | Subject)", data=sleepstudy, subset="Days > 1", na_action="na.omit")
print(m)
print(m.summary())
