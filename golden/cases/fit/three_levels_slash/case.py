from pylmer.lme4 import REMLcrit, fixef, getME, ngrps, sigma, vcov
from pylmer.lmertest import lmer
from rcompat.base.delimited import read_csv

nested = read_csv("golden/data/nested.csv")
m = lmer("y ~ x + (1 | school/class)", data=nested)
print(m.summary())
print(ngrps(m))
values = {
    "theta": getME(m, "theta"),
    "beta": fixef(m),
    "sigma": sigma(m),
    "vcov": vcov(m),
    "deviance": REMLcrit(m),
    "count": m.optim.evaluations,
}
