from pylmer import lme4
from pylmer.datasets import load_dataset
from pylmer.lmertest import ranova

sleepstudy = load_dataset("sleepstudy")
m = lme4.lmer("Reaction ~ Days + I(Days^2) + (Days | Subject)", data=sleepstudy)
print(ranova(m))
