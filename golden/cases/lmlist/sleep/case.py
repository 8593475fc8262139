import numpy as np

from pylmer.lme4 import fixef, lmList, summary
from rcompat.base.delimited import read_csv
from rcompat.base.render import render

sleep = read_csv("golden/data/sleep.csv")
l = lmList("Reaction ~ Days | Subject", sleep)
print(l)
print(summary(l))
print(fixef(l))
print(l.confint())
print(render(l.coef()), end="")
print(render(l.sigma()), end="")
values = {"fixef": fixef(l), "coef": np.column_stack(list(l.coef().columns.values()))}
