from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer, profile

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy, REML=False)
p = profile(m, which=5, maxpts=4)
print(p)
