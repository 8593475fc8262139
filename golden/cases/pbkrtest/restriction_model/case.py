import numpy as np

from pylmer.datasets import load_dataset
from pylmer.lme4 import fixef, lmer
from pylmer.pbkrtest import KRmodcomp, restriction_matrix2model

sleepstudy = load_dataset("sleepstudy")
fm1 = lmer("Reaction ~ Days + I(Days^2) + (Days | Subject)", data=sleepstudy)
m = restriction_matrix2model(fm1, [0.0, 0.0, 1.0])
print(m)
m2 = restriction_matrix2model(fm1, np.array([[0.0, 1.0, 2.0]]), REML=False)
print(m2)
print(KRmodcomp(fm1, m))
values = {
    "beta": fixef(m),
}
