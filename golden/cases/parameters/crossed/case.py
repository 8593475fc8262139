from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.parameters import model_parameters

Penicillin = load_dataset("Penicillin")
p1 = lmer("diameter ~ 1 + (1 | plate) + (1 | sample)", data=Penicillin)
print(model_parameters(p1))
print(model_parameters(p1, ci_method="kr"))
