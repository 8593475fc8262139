from pylmer.datasets import load_dataset
from pylmer.lme4 import bootMer, confint, fixef, lmer

cake = load_dataset("cake")
m = lmer("angle ~ recipe + temp + (1 | recipe:replicate)", data=cake)
b = bootMer(m, fixef, nsim=25, seed=6)
print(b)
print(confint(b, level=0.9))
values = {"exact": b.t}
