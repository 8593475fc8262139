from pylmer.lme4 import REMLcrit, fixef, getME, lmer, nobs, sigma, vcov
from rcompat.base.delimited import read_csv
from rcompat.base.render import render

sleep = read_csv("golden/data/sleep.csv")
m = lmer("gappy ~ gappy_x + (1 | gappy_g)", data=sleep)
print(m)
print(m.summary())
print(render(nobs(m)), end="")
values = {
    "theta": getME(m, "theta"),
    "beta": fixef(m),
    "sigma": sigma(m),
    "vcov": vcov(m),
    "deviance": REMLcrit(m),
    "count": m.optim.evaluations,
}
