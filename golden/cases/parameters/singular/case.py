from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.parameters import model_parameters

Dyestuff2 = load_dataset("Dyestuff2")
p1 = lmer("Yield ~ 1 + (1 | Batch)", data=Dyestuff2)
print(model_parameters(p1))
print(model_parameters(p1, ci_method="satterthwaite"))
