from pylmer.datasets import load_dataset
from pylmer.lmertest import drop1, lmer, ranova, step

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + (Days || Subject)", data=sleepstudy)
print(ranova(m))
print(drop1(m))
print(step(m))
