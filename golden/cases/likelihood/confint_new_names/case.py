from pylmer.datasets import load_dataset
from pylmer.lme4 import confint, lmer

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy, REML=False)
print(confint(m, oldNames=False))
