from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
print(m.update(". ~ . - Days"))
print(m.update(REML=False))
print(m.update(". ~ . + I(Days^2)"))
