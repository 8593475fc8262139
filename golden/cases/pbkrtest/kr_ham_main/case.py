from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.pbkrtest import KRmodcomp, getKR

ham = load_dataset("ham")
h0 = lmer("Informed.liking ~ Product + Information + (1 | Consumer) + (1 | Consumer:Product)", data=ham)
h00 = lmer("Informed.liking ~ Information + (1 | Consumer) + (1 | Consumer:Product)", data=ham)
print(KRmodcomp(h0, h00))
values = {
    "kr_ddf": getKR(KRmodcomp(h0, h00), "ddf"),
    "kr_f": getKR(KRmodcomp(h0, h00), "Fstat"),
    "kr_aux": getKR(KRmodcomp(h0, h00), "aux"),
}
