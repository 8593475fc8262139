from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.parameters import model_parameters

sleepstudy = load_dataset("sleepstudy")
fm1 = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
print(model_parameters(fm1, digits=4))
print(model_parameters(fm1, digits=0, effects="fixed"))
print(model_parameters(fm1, ci_digits=4, p_digits=3, effects="fixed"))
