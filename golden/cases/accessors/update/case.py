from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer, update

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
print(update(m, ". ~ . - Days"))
print(update(m, REML=False))
print(update(m, ". ~ . + I(Days^2)"))
