import numpy as np

from pylmer.lme4 import fixef, lmList, summary
from rcompat.base.delimited import read_csv

crossed = read_csv("golden/data/crossed.csv")
l = lmList("rt ~ 1 | subj", crossed)
print(l)
print(summary(l))
print(fixef(l))
print(l.confint())
values = {"fixef": fixef(l), "coef": np.column_stack(list(l.coef().columns.values()))}
