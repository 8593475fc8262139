from pylmer.datasets import load_dataset
from pylmer.lmertest import get_model, lmer, step

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + I(Days^2) + (1 | Subject)", data=sleepstudy, subset="Days > 0", weights="Days")
s = step(m, alpha_random=1e-100)
print(s)
print(get_model(s))
print(get_model(s).summary())
print(step(m, alpha_random=1e-100, keep="I(Days^2)"))
