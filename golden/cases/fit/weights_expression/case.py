from rcompat.base.delimited import read_csv

from pylmer.lmertest import REMLcrit, fixef, getME, lmer

sleep = read_csv("golden/data/sleep.csv")
m = lmer("Reaction ~ Days + (1 | Subject)", data=sleep, weights="sqrt(w) + 1")
print(m.summary())
values = {
    "theta": getME(m, "theta"),
    "beta": fixef(m),
    "sigma": m.sigma(),
    "vcov": m.vcov(),
    "deviance": REMLcrit(m),
    "count": m.optim.evaluations,
}
