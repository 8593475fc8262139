from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.parameters import model_parameters

ham = load_dataset("ham")
h1 = lmer("Informed.liking ~ 0 + Product + (1 | Consumer)", data=ham)
print(model_parameters(h1))
