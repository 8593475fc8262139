from rcompat.base.delimited import read_csv

from pylmer.lme4 import REMLcrit, fixef, getME, lmer

sleep = read_csv("golden/data/sleep.csv")
m = lmer("Reaction ~ logical * age + (1 | Subject)", data=sleep)
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
