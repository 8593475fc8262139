import numpy as np

from pylmer import lme4
from pylmer.datasets import load_dataset
from pylmer.lmertest import as_lmerModLmerTest, calcSatterth, contest

sleepstudy = load_dataset("sleepstudy")
m = lme4.lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
print(contest(m, [0, 1]))
print(contest(m, np.eye(2), joint=False))
print(calcSatterth(m, [0, 1]))
print(as_lmerModLmerTest(m))
