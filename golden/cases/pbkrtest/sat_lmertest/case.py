from pylmer.datasets import load_dataset
from pylmer.lmertest import lmer
from pylmer.pbkrtest import KRmodcomp, SATmodcomp

ham = load_dataset("ham")
h1 = lmer("Informed.liking ~ Product * Information + (1 | Consumer) + (1 | Consumer:Product)", data=ham)
h0 = lmer("Informed.liking ~ Product + Information + (1 | Consumer) + (1 | Consumer:Product)", data=ham)
print(SATmodcomp(h1, h0))
print(KRmodcomp(h1, h0))
