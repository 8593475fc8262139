from pylmer.datasets import load_dataset
from pylmer.lme4 import confint, lmer

Pastes = load_dataset("Pastes")
m = lmer("strength ~ 1 + (1 | batch/cask)", data=Pastes)
print(confint(m))
