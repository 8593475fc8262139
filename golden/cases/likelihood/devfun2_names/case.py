from pylmer.datasets import load_dataset
from pylmer.lme4 import devfun2, lmer

Pastes = load_dataset("Pastes")
m = lmer("strength ~ 1 + (1 | batch/cask)", data=Pastes, REML=False)
print(devfun2(m, signames=False).optimum)
