from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.parameters import model_parameters

cake = load_dataset("cake")
k1 = lmer("angle ~ recipe * temperature + (1 | recipe:replicate)", data=cake)
print(model_parameters(k1))
