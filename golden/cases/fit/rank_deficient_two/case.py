from rcompat.base.delimited import read_csv

from pylmer.lmertest import REMLcrit, fixef, getME, lmer

sleep = read_csv("golden/data/sleep.csv")
m = lmer("Reaction ~ Days + double + triple + dose + (1 | Subject)", data=sleep)
print(m.summary())
print(fixef(m, add_dropped=True))
values = {
    "theta": getME(m, "theta"),
    "beta": fixef(m),
    "sigma": m.sigma(),
    "vcov": m.vcov(),
    "deviance": REMLcrit(m),
    "count": m.optim.evaluations,
}
