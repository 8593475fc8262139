from pylmer.datasets import load_dataset
from pylmer.lmertest import lmer, step

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + I(Days^2) + (1 | Subject)", data=sleepstudy)
print(step(m, alpha_random=1e-100))
print(step(m, alpha_random=1e-100, reduce_fixed=False))
