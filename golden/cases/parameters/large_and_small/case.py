from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.parameters import model_parameters

sleepstudy = load_dataset("sleepstudy")
m1 = lmer("I(Reaction * 10000) ~ Days + (Days | Subject)", data=sleepstudy)
m2 = lmer("I(Reaction / 1e+06) ~ Days + (Days | Subject)", data=sleepstudy)
print(model_parameters(m1))
print(model_parameters(m2))
