from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.pbkrtest import KRmodcomp, vcovAdj

Pastes = load_dataset("Pastes")
p1 = lmer("strength ~ 1 + (1 | batch/cask)", data=Pastes)
print(KRmodcomp(p1, 1))
print(vcovAdj(p1))
values = {
    "kr_vcov": vcovAdj(p1),
    "kr_w": vcovAdj(p1).attributes["W"],
}
