from rcompat.base.delimited import read_csv
from rcompat.linear.lm import (
    cooks_distance,
    covratio,
    dfbeta,
    dfbetas,
    dffits,
    hatvalues,
    influence,
    lm,
    rstandard,
    rstudent,
)

tiny = read_csv("golden/data/tiny.csv")
m = lm("y ~ x", tiny)
print(hatvalues(m))
print(rstandard(m))
print(rstudent(m))
print(cooks_distance(m))
print(dfbeta(m))
print(dfbetas(m))
print(dffits(m))
print(covratio(m))
print(influence(m))
print(rstandard(m, type="predictive"))
values = {"hat": hatvalues(m), "cook": cooks_distance(m), "t": rstudent(m)}
