from pylmer.datasets import load_dataset
from pylmer.lme4 import confint, lmer
from rcompat.maths.rng import set_seed

Penicillin = load_dataset("Penicillin")
m = lmer("diameter ~ 1 + (1 | plate) + (1 | sample)", data=Penicillin, REML=False)
set_seed(1)
print(confint(m, method="boot", nsim=30, level=0.9))
values = {}
