from rcompat.base.delimited import read_csv

from pylmer.lme4 import REMLcrit, fixef, getME, lmer
from rcompat.base.render import render

sleep = read_csv("golden/data/sleep.csv")
m = lmer("gappy ~ gappy_x + (1 | gappy_g)", data=sleep)
print(m)
print(m.summary())
print(render(m.nobs()), end="")
values = {
    "theta": getME(m, "theta"),
    "beta": fixef(m),
    "sigma": m.sigma(),
    "vcov": m.vcov(),
    "deviance": REMLcrit(m),
    "count": m.optim.evaluations,
}
