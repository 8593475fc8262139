from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.parameters import model_parameters

Pastes = load_dataset("Pastes")
p1 = lmer("strength ~ 1 + (1 | batch/cask)", data=Pastes)
print(model_parameters(p1))
