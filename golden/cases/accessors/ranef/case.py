from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer, ranef

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
print(ranef(m))
print(ranef(m, condVar=False))
