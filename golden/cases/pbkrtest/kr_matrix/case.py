import numpy as np

from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.pbkrtest import KRmodcomp

sleepstudy = load_dataset("sleepstudy")
fm1 = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
print(KRmodcomp(fm1, np.array([[0.0, 1.0]])))
print(KRmodcomp(fm1, [1.0, -2.0]))
print(KRmodcomp(fm1, np.eye(2)))
