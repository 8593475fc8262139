from pylmer.datasets import load_dataset
from pylmer.lme4 import bootMer, confint, fixef, lmer

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + (1 | Subject)", data=sleepstudy, weights="Days + 1", offset="Days * 2")
b = bootMer(m, fixef, nsim=25, seed=8)
print(b)
print(confint(b, type="norm"))
values = {"exact": b.t}
