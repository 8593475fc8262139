from pylmer.datasets import load_dataset
from pylmer.lme4 import bootMer, confint, fixef, lmer

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
b = bootMer(m, fixef, nsim=30, seed=31, use_u=True, type="semiparametric")
print(b)
print(confint(b, type="basic"))
print(confint(b, type="norm"))
values = {"exact": b.t}
