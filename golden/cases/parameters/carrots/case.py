from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.parameters import model_parameters

carrots = load_dataset("carrots")
c1 = lmer("Preference ~ sens2 + Homesize + (1 + sens2 | Consumer)", data=carrots)
print(model_parameters(c1))
