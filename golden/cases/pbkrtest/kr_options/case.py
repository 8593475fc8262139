from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.pbkrtest import KRmodcomp, SATmodcomp
from rcompat.base.options import options

ham = load_dataset("ham")
h1 = lmer("Informed.liking ~ Product * Information + (1 | Consumer) + (1 | Consumer:Product)", data=ham)
h0 = lmer("Informed.liking ~ Product + Information + (1 | Consumer) + (1 | Consumer:Product)", data=ham)
options(digits=4)
print(KRmodcomp(h1, h0))
print(SATmodcomp(h1, h0))
options(digits=10, show_signif_stars=False)
print(KRmodcomp(h1, h0))
print(SATmodcomp(h1, h0))
