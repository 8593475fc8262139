import numpy as np

from pylmer.datasets import load_dataset
from pylmer.lmertest import contest, lmer

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + I(Days^2) + (Days | Subject)", data=sleepstudy)
L = np.eye(3)[1:]
print(contest(m, L, joint=False))
print(contest(m, L, joint=False, confint=False))
print(contest(m, L, joint=False, level=0.9))
print(contest(m, [0, 1, 0], rhs=5, joint=False))
print(contest(m, {"a": L, "b": [0, 1, 0]}, joint=False))
print(contest(m, {"a": L, "b": [0, 1, 0]}, joint=False, collect=False))
print(contest(m, L, joint=False, ddf="Ken"))
