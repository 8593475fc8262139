import numpy as np

from pylmer.datasets import load_dataset
from pylmer.lmertest import calcSatterth, lmer
from rcompat.base.conditions import RError

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + I(Days^2) + (Days | Subject)", data=sleepstudy)
L = np.eye(3)[1:]
print(calcSatterth(m, L))
print(calcSatterth(m, [0, 1, 0]))
try:
    calcSatterth(m, [0, 1])
except RError as error:
    print(error.message)
