from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.parameters import model_parameters

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + (1 | Subject)", data=sleepstudy)
print(model_parameters(m, summary=True))
print(model_parameters(m, effects="fixed", summary=True, p_adjust="BH", digits=4))
print(model_parameters(m, effects="fixed", p_adjust="holm"))
print(model_parameters(m, drop="Days"))
print(model_parameters(m, effects="fixed", keep="foo"))
