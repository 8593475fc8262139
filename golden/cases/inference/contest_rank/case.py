import numpy as np

from pylmer.datasets import load_dataset
from pylmer.lmertest import contest, contestMD, lmer

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + I(Days^2) + (Days | Subject)", data=sleepstudy)
L = np.eye(3)[1:]
print(contestMD(m, np.vstack([L, L])))
print(contest(m, [[0, 1, 0], [0, 0, 0]]))
print(contest(m, [0, 0, 0]))
print(contest(m, [0, 0, 0], joint=False))
print(contest(m, L[:0]))
print(contestMD(m, L, eps=1))
