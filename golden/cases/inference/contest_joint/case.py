import numpy as np

from pylmer.datasets import load_dataset
from pylmer.lmertest import contest, lmer

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + I(Days^2) + (Days | Subject)", data=sleepstudy)
L = np.eye(3)[1:]
print(contest(m, L))
print(contest(m, [0, 1, 0]))
print(contest(m, [L, [0, 1, 0]]))
print(contest(m, {"a": L, "b": [0, 1, 0]}))
print(contest(m, {"a": L, "b": [0, 1, 0]}, collect=False))
print(contest(m, L, ddf="Ken"))
values = {"df": contest(m, L)["DenDF"], "p_value": contest(m, L)["Pr(>F)"]}
