from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.pbkrtest import KRmodcomp, SATmodcomp, getKR, vcovAdj

sleepstudy = load_dataset("sleepstudy")
fm1 = lmer("Reaction ~ Days + I(Days^2) + (Days || Subject)", data=sleepstudy)
fm0 = lmer("Reaction ~ Days + (Days || Subject)", data=sleepstudy)
print(KRmodcomp(fm1, fm0))
print(SATmodcomp(fm1, fm0))
values = {
    "kr_ddf": getKR(KRmodcomp(fm1, fm0), "ddf"),
    "kr_f": getKR(KRmodcomp(fm1, fm0), "Fstat"),
    "kr_aux": getKR(KRmodcomp(fm1, fm0), "aux"),
    "kr_vcov": vcovAdj(fm1),
    "kr_w": vcovAdj(fm1).attributes["W"],
}
