from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.pbkrtest import KRmodcomp, getKR, vcovAdj

ham = load_dataset("ham")
h1 = lmer("Informed.liking ~ Product * Information + (1 | Consumer) + (1 | Consumer:Product)", data=ham)
h0 = lmer("Informed.liking ~ Product + Information + (1 | Consumer) + (1 | Consumer:Product)", data=ham)
print(KRmodcomp(h1, h0))
values = {
    "kr_ddf": getKR(KRmodcomp(h1, h0), "ddf"),
    "kr_f": getKR(KRmodcomp(h1, h0), "Fstat"),
    "kr_aux": getKR(KRmodcomp(h1, h0), "aux"),
    "kr_vcov": vcovAdj(h1),
    "kr_w": vcovAdj(h1).attributes["W"],
}
