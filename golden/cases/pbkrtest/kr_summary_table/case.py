from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.pbkrtest import KRmodcomp
from rcompat.base.render import render

ham = load_dataset("ham")
h1 = lmer("Informed.liking ~ Product * Information + (1 | Consumer) + (1 | Consumer:Product)", data=ham)
h0 = lmer("Informed.liking ~ Product + Information + (1 | Consumer) + (1 | Consumer:Product)", data=ham)
s = KRmodcomp(h1, h0).summary()
print(render(s.to_frame()), end="")
