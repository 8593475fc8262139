from pylmer.datasets import load_dataset
from pylmer.lmertest import lmer

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
print(m.summary().coef())
