import numpy as np

from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.pbkrtest import SATmodcomp

sleepstudy = load_dataset("sleepstudy")
fm1 = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
fm0 = lmer("Reaction ~ 1 + (Days | Subject)", data=sleepstudy)
print(SATmodcomp(fm1, [0.0, 1.0]))
print(SATmodcomp(fm1, np.array([[1.0, 0.5], [0.0, 1.0]])))
print(SATmodcomp(fm1, ". ~ . - Days"))
print(SATmodcomp(fm0, fm1))
print(SATmodcomp(fm1, [0.0, 1.0], eps=1e-3))
