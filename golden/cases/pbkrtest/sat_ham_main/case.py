from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.pbkrtest import SATmodcomp, getLRT, getSAT

ham = load_dataset("ham")
h0 = lmer("Informed.liking ~ Product + Information + (1 | Consumer) + (1 | Consumer:Product)", data=ham)
h00 = lmer("Informed.liking ~ Information + (1 | Consumer) + (1 | Consumer:Product)", data=ham)
print(SATmodcomp(h0, h00))
print(getLRT(h0, h00))
values = {
    "sat_ddf": getSAT(SATmodcomp(h0, h00), "ddf"),
    "restriction": SATmodcomp(h0, h00).restriction,
}
