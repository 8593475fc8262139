from pylmer import lme4
from pylmer.datasets import load_dataset
from pylmer.lmertest import get_model, lmer, step

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + I(Days^2) + (Days | Subject)", data=sleepstudy)
s = step(m)
print(s)
print(get_model(s))
m4 = lme4.lmer("Reaction ~ Days + I(Days^2) + (Days | Subject)", data=sleepstudy)
