from pylmer.datasets import load_dataset
from pylmer.lme4 import coef
from pylmer.lmertest import lmer

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
print(coef(m.summary()))
