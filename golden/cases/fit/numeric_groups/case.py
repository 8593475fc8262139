from pylmer.lme4 import deviance, fixef, getME, lmer, ranef, sigma, vcov
from rcompat.base.delimited import read_csv

nested = read_csv("golden/data/nested.csv")
m = lmer("y ~ x + (1 | school) + (1 | class:school)", data=nested, REML=False)
print(m)
print(ranef(m))
values = {
    "theta": getME(m, "theta"),
    "beta": fixef(m),
    "sigma": sigma(m),
    "vcov": vcov(m),
    "deviance": deviance(m),
    "count": m.optim.evaluations,
}
