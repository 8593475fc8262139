from pylmer.arm import coef, display, fixef, se_coef, se_fixef, se_ranef, sigma_hat, sim
from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from rcompat.maths.rng import set_seed

Pastes = load_dataset("Pastes")
m = lmer("strength ~ 1 + (1 | batch/cask)", data=Pastes)
print(display(m))
print(display(m, digits=3, detail=True))
set_seed(99)
s = sim(m, n_sims=2)
print(s.str())
print(s)
print(fixef(s))
print(coef(s))
print(sigma_hat(s))
print(se_fixef(m))
print(se_ranef(m))
print(se_coef(m))
print(sigma_hat(m))
values = {"fixef": s.fixef.data.T.ravel(), "sigma": s.sigma.data}
