import numpy as np

from pylmer.datasets import load_dataset
from pylmer.lme4 import anova, lmer
from rcompat.base.conditions import RError

sleepstudy = load_dataset("sleepstudy")
m1 = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
m2 = lmer("Reaction ~ Days + (1 | Subject)", data=sleepstudy, subset="Days > 0")
try:
    anova(m1, m2)
except RError as error:
    print(error.message)
m3 = lmer("Reaction ~ Days + (1 | Subject)", data=sleepstudy, subset="Days >= 0")
try:
    anova(m1, m3)
except RError as error:
    print(error.message)
other = sleepstudy.take(np.arange(180))
m4 = lmer("Reaction ~ Days + (1 | Subject)", data=other)
try:
    anova(m1, m4)
except RError as error:
    print(error.message)
