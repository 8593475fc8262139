from pylmer.lme4 import REMLcrit, fixef, getME, lmer, residuals, sigma, vcov
from rcompat.base.delimited import read_csv

sleep = read_csv("golden/data/sleep.csv")
m = lmer("gappy ~ gappy_x + (1 | gappy_g)", data=sleep, na_action="na.exclude")
print(m)
print(m.summary())
print(residuals(m))
values = {
    "theta": getME(m, "theta"),
    "beta": fixef(m),
    "sigma": sigma(m),
    "vcov": vcov(m),
    "deviance": REMLcrit(m),
    "count": m.optim.evaluations,
}
