from pylmer.datasets import load_dataset
from pylmer.lme4 import confint, lmer

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
print(confint(m, method="boot", nsim=25, seed=3, use_u=True))
print(confint(m, method="boot", nsim=25, seed=3, use_u=True, type="semiparametric"))
values = {}
