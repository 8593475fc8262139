import numpy as np

from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.pbkrtest import KRmodcomp

sleepstudy = load_dataset("sleepstudy")
fm1 = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
fm0 = lmer("Reaction ~ 1 + (Days | Subject)", data=sleepstudy)
print(KRmodcomp(fm1, [0.0, 1.0], betaH=10))
print(KRmodcomp(fm1, np.eye(2), betaH=[250.0, 10.0]))
print(KRmodcomp(fm1, fm0, betaH=5))
