from pylmer.lmertest import fixef, getME, lmer, ngrps, REMLcrit
from rcompat.base.delimited import read_csv

nested = read_csv("golden/data/nested.csv")
m = lmer("y ~ x + (1 | school/class)", data=nested)
print(m.summary())
print(ngrps(m))
values = {
    "theta": getME(m, "theta"),
    "beta": fixef(m),
    "sigma": m.sigma(),
    "vcov": m.vcov(),
    "deviance": REMLcrit(m),
    "count": m.optim.evaluations,
}
