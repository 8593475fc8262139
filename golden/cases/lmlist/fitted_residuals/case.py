import numpy as np

from pylmer.lme4 import lmList
from rcompat.base.conditions import RError
from rcompat.base.delimited import read_csv
from rcompat.base.render import render

sleep = read_csv("golden/data/sleep.csv")
l = lmList("Reaction ~ Days | dose", sleep)
print(l.fitted())
print(l.residuals())
print(l.residuals(type="pearson"))
print(l.residuals(type="pooled.pearson"))
print(l.predict(sleep.take(np.array([2, 39, 99]))))
print(l.logLik())
print(l.logLik(REML=True))
print(render(l.AIC()), end="")
print(render(l.BIC()), end="")
try:
    l.residuals(type="zz")
except RError as error:
    print(error.message)
