from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.pbkrtest import KRmodcomp, getKR, vcovAdj

carrots = load_dataset("carrots")
c1 = lmer("Preference ~ sens2 + Homesize + (1 + sens2 | Consumer)", data=carrots)
c0 = lmer("Preference ~ sens2 + (1 + sens2 | Consumer)", data=carrots)
print(KRmodcomp(c1, c0))
values = {
    "kr_ddf": getKR(KRmodcomp(c1, c0), "ddf"),
    "kr_f": getKR(KRmodcomp(c1, c0), "Fstat"),
    "kr_aux": getKR(KRmodcomp(c1, c0), "aux"),
    "kr_vcov": vcovAdj(c1),
    "kr_w": vcovAdj(c1).attributes["W"],
}
