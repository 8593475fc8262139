from pylmer.datasets import load_dataset
from pylmer.lme4 import bootMer, confint, fixef, lmer

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
b = bootMer(m, fixef, nsim=60, seed=101)
print(b)
print(confint(b))
print(confint(b, type="basic"))
print(confint(b, type="norm", level=0.9))
print(b.to_frame().take(slice(0, 6)))
values = {"exact": b.t}
