import numpy as np

from pylmer.lme4 import fixef, lmList, summary
from rcompat.base.delimited import read_csv

hsb = read_csv("golden/data/hsb.csv")
l = lmList("math ~ ses | school", hsb)
print(l)
print(summary(l))
print(fixef(l))
print(l.confint())
values = {"fixef": fixef(l), "coef": np.column_stack(list(l.coef().columns.values()))}
