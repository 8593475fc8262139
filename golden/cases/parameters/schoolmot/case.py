from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.parameters import model_parameters

schoolmot = load_dataset("schoolmot")
smod3 = lmer("grade ~ motiv * funding + (1 + motiv | schoolid)", data=schoolmot)
print(model_parameters(smod3))
