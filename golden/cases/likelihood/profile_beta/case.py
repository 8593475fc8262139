from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer, profile

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + (1 | Subject)", data=sleepstudy, REML=False)
p = profile(m, which="beta_")
print(p)
