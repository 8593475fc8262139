import numpy as np

from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.pbkrtest import KRmodcomp, SATmodcomp

ham = load_dataset("ham")
h1 = lmer("Informed.liking ~ Product * Information + (1 | Consumer) + (1 | Consumer:Product)", data=ham)
L = np.array([[0.0, 1, 0, 0, 0, 0, 0, 0], [0, 0, 1, 0, 0, 0, 0, 0], [0, 1, 1, 0, 0, 0, 0, 0]])
print(KRmodcomp(h1, L))
print(SATmodcomp(h1, L))
