from pylmer.datasets import load_dataset
from pylmer.lme4 import bootMer, confint, lmer, sigma

Penicillin = load_dataset("Penicillin")
m = lmer("diameter ~ 1 + (1 | plate) + (1 | sample)", data=Penicillin)
b = bootMer(m, sigma, nsim=20, seed=4, re_form="~ (1 | plate)")
print(confint(b))
values = {"exact": b.t}
