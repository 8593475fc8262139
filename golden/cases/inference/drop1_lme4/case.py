import numpy as np

from pylmer.datasets import load_dataset
from pylmer.lme4 import drop1, lmer
from rcompat.base.conditions import RError

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + I(Days^2) + (Days | Subject)", data=sleepstudy)
print(drop1(m))
print(drop1(m, test="Chisq"))
print(drop1(m, "~Days", test="Chisq"))
print(drop1(m, trace=2))
print(drop1(m, k=np.log(180), test="C"))
print(drop1(m, scale=2))
print(drop1(m, test="user", sumFun=lambda x, y=None, **rest: {"a": 1, "b": 2}))
try:
    drop1(m, test="F")
except RError as error:
    print(error.message)
try:
    drop1(m, scope="foo")
except RError as error:
    print(error.message)
try:
    drop1(m, test="user")
except RError as error:
    print(error.message)
