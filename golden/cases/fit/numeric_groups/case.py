from rcompat.base.delimited import read_csv

from pylmer.lme4 import fixef, getME, lmer, ranef

nested = read_csv("golden/data/nested.csv")
m = lmer("y ~ x + (1 | school) + (1 | class:school)", data=nested, REML=False)
print(m)
print(ranef(m))
values = {
    "theta": getME(m, "theta"),
    "beta": fixef(m),
    "sigma": m.sigma(),
    "vcov": m.vcov(),
    "deviance": m.deviance(),
    "count": m.optim.evaluations,
}
