from pylmer.datasets import load_dataset
from pylmer.lme4 import bootMer, confint, fixef, lmer
from rcompat.maths.rng import set_seed

Dyestuff2 = load_dataset("Dyestuff2")
m = lmer("Yield ~ 1 + (1 | Batch)", data=Dyestuff2)
b = bootMer(m, fixef, nsim=25, seed=3)
print(b)
set_seed(3)
print(confint(m, method="boot", nsim=40))
values = {"exact": b.t}
