from rcompat.base.delimited import read_csv

from pylmer.lme4 import REMLcrit, fixef, getME, lmer

nested = read_csv("golden/data/nested.csv")
m = lmer("y ~ x + (x | school) + (1 | school:class)", data=nested)
print(m)
print(m.summary())
values = {
    "theta": getME(m, "theta"),
    "beta": fixef(m),
    "sigma": m.sigma(),
    "vcov": m.vcov(),
    "deviance": REMLcrit(m),
    "count": m.optim.evaluations,
}
