import numpy as np

from pylmer.lme4 import fixef, lmList, summary
from rcompat.base.delimited import read_csv

sleep = read_csv("golden/data/sleep.csv")
l = lmList("Reaction ~ Days + I(Days^2) | Subject", sleep, weights="w")
print(l)
print(summary(l))
print(fixef(l))
print(l.confint())
print(l.logLik())
values = {"fixef": fixef(l), "coef": np.column_stack(list(l.coef().columns.values()))}
