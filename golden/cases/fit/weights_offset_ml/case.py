from rcompat.base.delimited import read_csv

from pylmer.lme4 import fixef, getME, lmer

sleep = read_csv("golden/data/sleep.csv")
m = lmer("Reaction ~ Days * sex + (Days || Subject)", data=sleep, REML=False, weights="w", offset="off")
print(m.summary())
values = {
    "theta": getME(m, "theta"),
    "beta": fixef(m),
    "sigma": m.sigma(),
    "vcov": m.vcov(),
    "deviance": m.deviance(),
    "count": m.optim.evaluations,
}
