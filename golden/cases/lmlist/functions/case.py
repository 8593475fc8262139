import numpy as np

from pylmer.lme4 import fixef, lmList, summary
from rcompat.base.delimited import read_csv

sleep = read_csv("golden/data/sleep.csv")
l = lmList("log(Reaction) ~ poly(Days, 2) | sex", sleep)
print(l)
print(summary(l))
print(fixef(l))
print(l.confint())
print(summary(l).coefficients)
values = {"fixef": fixef(l), "coef": np.column_stack(list(l.coef().columns.values()))}
