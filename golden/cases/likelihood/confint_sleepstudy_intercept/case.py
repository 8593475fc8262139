from pylmer.datasets import load_dataset
from pylmer.lme4 import confint, lmer

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + (1 | Subject)", data=sleepstudy)
print(confint(m))
