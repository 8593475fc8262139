from pylmer.lme4 import REMLcrit, fixef, getME, lmer, sigma, vcov
from rcompat.base.delimited import read_csv

wide = read_csv("golden/data/wide.csv")
m = lmer("y ~ x1 + x2 + x3 + x4 + x5 + x6 + x7 + x8 + b + zz + k14 + Income2019 + (1 | g)", data=wide)
print(m.summary())
values = {
    "theta": getME(m, "theta"),
    "beta": fixef(m),
    "sigma": sigma(m),
    "vcov": vcov(m),
    "deviance": REMLcrit(m),
    "count": m.optim.evaluations,
}
