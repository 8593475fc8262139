import numpy as np

from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.pbkrtest import KRmodcomp, getKR

sleepstudy = load_dataset("sleepstudy")
s = sleepstudy.take(np.arange(90))
s = {**s.columns, "type": (np.arange(90) // 10 % 6).astype(np.int32)}
m1 = lmer("Reaction ~ factor(type) * Days + (Days | Subject)", data=s)
m0 = lmer("Reaction ~ 1 + (1 | Subject)", data=s)
print(KRmodcomp(m1, m0))
values = {
    "kr_ddf": getKR(KRmodcomp(m1, m0), "ddf"),
    "kr_f": getKR(KRmodcomp(m1, m0), "Fstat"),
    "kr_aux": getKR(KRmodcomp(m1, m0), "aux"),
}
