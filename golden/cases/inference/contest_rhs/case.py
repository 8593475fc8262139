import numpy as np

from pylmer.datasets import load_dataset
from pylmer.lmertest import contest, contestMD, lmer

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + I(Days^2) + (Days | Subject)", data=sleepstudy)
L = np.eye(3)[1:]
print(contest(m, L, rhs=[5, 0]))
print(contest(m, L, rhs=5))
print(contestMD(m, L, rhs=[1, 2]))
D = np.vstack([L, [0, 1, 1]])
print(contestMD(m, D, rhs=[1, 1, 3]))
print(contest(m, L, rhs=[5, 0], ddf="Ken"))
