from pylmer.datasets import load_dataset
from pylmer.lme4 import bootMer, confint, getME, lmer

Pastes = load_dataset("Pastes")
m = lmer("strength ~ 1 + (1 | batch / cask)", data=Pastes)
b = bootMer(m, lambda fit: getME(fit, "theta"), nsim=25, seed=19)
print(confint(b))
values = {"exact": b.t}
