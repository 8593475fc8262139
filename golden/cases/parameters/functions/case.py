from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.parameters import model_parameters

sleepstudy = load_dataset("sleepstudy")
m1 = lmer("Reaction ~ log(Days + 1) + I(Days^2) + scale(Days) + (1 | Subject)", data=sleepstudy)
m2 = lmer("Reaction ~ poly(Days, 3) + (0 + Days | Subject)", data=sleepstudy)
print(model_parameters(m1))
print(model_parameters(m2))
