from pylmer.lme4 import REMLcrit, fixef, getME, lmer, sigma, vcov
from rcompat.base.delimited import read_csv

nested = read_csv("golden/data/nested.csv")
m = lmer("y ~ x + (x | school) + (1 | school:class)", data=nested)
print(m)
print(m.summary())
values = {
    "theta": getME(m, "theta"),
    "beta": fixef(m),
    "sigma": sigma(m),
    "vcov": vcov(m),
    "deviance": REMLcrit(m),
    "count": m.optim.evaluations,
}
