from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.parameters import model_parameters

sleepstudy = load_dataset("sleepstudy")
m1 = lmer("log(Reaction) ~ Days + (Days || Subject)", data=sleepstudy)
print(model_parameters(m1))
