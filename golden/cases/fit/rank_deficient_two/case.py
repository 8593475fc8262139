from pylmer.lme4 import REMLcrit, fixef, getME, sigma, vcov
from pylmer.lmertest import lmer
from rcompat.base.delimited import read_csv

sleep = read_csv("golden/data/sleep.csv")
m = lmer("Reaction ~ Days + double + triple + dose + (1 | Subject)", data=sleep)
print(m.summary())
print(fixef(m, add_dropped=True))
values = {
    "theta": getME(m, "theta"),
    "beta": fixef(m),
    "sigma": sigma(m),
    "vcov": vcov(m),
    "deviance": REMLcrit(m),
    "count": m.optim.evaluations,
}
