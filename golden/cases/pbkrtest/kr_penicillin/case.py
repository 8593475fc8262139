import numpy as np

from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.pbkrtest import KRmodcomp, vcovAdj

Penicillin = load_dataset("Penicillin")
p1 = lmer("diameter ~ 1 + (1 | plate) + (1 | sample)", data=Penicillin)
print(KRmodcomp(p1, np.array([[1.0]]), betaH=22))
print(vcovAdj(p1))
values = {
    "kr_vcov": vcovAdj(p1),
    "kr_w": vcovAdj(p1).attributes["W"],
}
