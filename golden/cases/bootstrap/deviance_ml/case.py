from pylmer.datasets import load_dataset
from pylmer.lme4 import bootMer, confint, deviance, lmer

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy, REML=False)
b = bootMer(m, deviance, nsim=20, seed=2)
print(b)
print(confint(b, level=0.5))
print(confint(b, type="basic", level=0.99))
values = {"exact": b.t}
