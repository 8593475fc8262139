from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.pbkrtest import KRmodcomp, getKR

sleepstudy = load_dataset("sleepstudy")
fm1 = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
fm0 = lmer("Reaction ~ 1 + (Days | Subject)", data=sleepstudy)
print(KRmodcomp(fm0, fm1))
values = {
    "kr_ddf": getKR(KRmodcomp(fm0, fm1), "ddf"),
    "kr_f": getKR(KRmodcomp(fm0, fm1), "Fstat"),
    "kr_aux": getKR(KRmodcomp(fm0, fm1), "aux"),
}
