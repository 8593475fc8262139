import numpy as np

from pylmer.datasets import load_dataset
from pylmer.lmertest import drop1, lmer, ranova, step, update
from rcompat.base.conditions import RError
from rcompat.base.frame import Frame

sleepstudy = load_dataset("sleepstudy")
columns = dict(sleepstudy.columns)
x = np.sin(np.arange(1, 181))
x[29:33] = np.nan
sleepstudy = Frame(columns={**columns, "x": x}, n=180)
m = lmer("Reaction ~ Days + x + (1 | Subject)", data=sleepstudy)
print(drop1(m))
try:
    drop1(m, ddf="lme4")
except RError as error:
    print(error.message)
try:
    ranova(update(m, ". ~ . - x + (0 + x | Subject)"))
except RError as error:
    print(error.message)
try:
    step(m)
except RError as error:
    print(error.message)
