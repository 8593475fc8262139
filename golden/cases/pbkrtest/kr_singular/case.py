from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.pbkrtest import KRmodcomp, SATmodcomp, vcovAdj

Dyestuff2 = load_dataset("Dyestuff2")
p1 = lmer("Yield ~ 1 + (1 | Batch)", data=Dyestuff2)
print(KRmodcomp(p1, 1))
print(SATmodcomp(p1, 1))
print(vcovAdj(p1))
