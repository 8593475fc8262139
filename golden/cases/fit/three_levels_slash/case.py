from rcompat.base.delimited import read_csv

from pylmer.lmertest import REMLcrit, fixef, getME, lmer, ngrps

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
