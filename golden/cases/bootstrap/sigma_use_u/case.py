from pylmer.datasets import load_dataset
from pylmer.lme4 import bootMer, fixef, lmer, sigma

Pastes = load_dataset("Pastes")
m = lmer("strength ~ 1 + (1 | batch/cask)", data=Pastes)
b = bootMer(m, sigma, nsim=30, seed=7, use_u=True)
print(b)
s = bootMer(m, fixef, nsim=10, seed=7, use_u=True, type="semiparametric")
values = {"exact_1": b.t, "exact_2": s.t}
