from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.pbkrtest import KRmodcomp, SATmodcomp, getKR, vcovAdj

sleepstudy = load_dataset("sleepstudy")
fm1 = lmer("Reaction ~ Days + (1 | Subject)", data=sleepstudy, weights="Days + 1")
fm0 = lmer("Reaction ~ 1 + (1 | Subject)", data=sleepstudy, weights="Days + 1")
print(KRmodcomp(fm1, fm0))
print(SATmodcomp(fm1, fm0))
print(vcovAdj(fm1))
values = {
    "kr_ddf": getKR(KRmodcomp(fm1, fm0), "ddf"),
    "kr_f": getKR(KRmodcomp(fm1, fm0), "Fstat"),
    "kr_aux": getKR(KRmodcomp(fm1, fm0), "aux"),
}
