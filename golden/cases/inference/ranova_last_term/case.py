from pylmer.datasets import load_dataset
from pylmer.lmertest import lmer, ranova

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ 1 + (1 | Subject)", data=sleepstudy)
print(ranova(m))
ml = lmer("Reaction ~ Days + (1 | Subject)", data=sleepstudy, REML=False)
print(ranova(ml))
m0 = lmer("Reaction ~ 0 + (1 | Subject)", data=sleepstudy)
print(ranova(m0))
w = lmer("Reaction ~ Days + (1 | Subject)", data=sleepstudy, weights="Days + 1")
print(ranova(w))
