import numpy as np

from pylmer.lme4 import fixef, lmList, summary
from rcompat.base.conditions import RError
from rcompat.base.delimited import read_csv

sleep = read_csv("golden/data/sleep.csv")
l = lmList("gappy ~ Days | Subject", sleep)
print(l)
print(summary(l))
print(fixef(l))
print(l.confint())
try:
    l.fitted()
except RError as error:
    print(error.message)
values = {"fixef": fixef(l), "coef": np.column_stack(list(l.coef().columns.values()))}
