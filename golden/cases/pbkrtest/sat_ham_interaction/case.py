from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.pbkrtest import SATmodcomp, getLRT, getSAT

ham = load_dataset("ham")
h1 = lmer("Informed.liking ~ Product * Information + (1 | Consumer) + (1 | Consumer:Product)", data=ham)
h0 = lmer("Informed.liking ~ Product + Information + (1 | Consumer) + (1 | Consumer:Product)", data=ham)
print(SATmodcomp(h1, h0))
print(getLRT(h1, h0))
values = {
    "sat_ddf": getSAT(SATmodcomp(h1, h0), "ddf"),
    "restriction": SATmodcomp(h1, h0).restriction,
}
