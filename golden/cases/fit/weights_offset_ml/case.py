from pylmer.lme4 import deviance, fixef, getME, lmer, sigma, vcov
from rcompat.base.delimited import read_csv

sleep = read_csv("golden/data/sleep.csv")
m = lmer("Reaction ~ Days * sex + (Days || Subject)", data=sleep, REML=False, weights="w", offset="off")
print(m.summary())
values = {
    "theta": getME(m, "theta"),
    "beta": fixef(m),
    "sigma": sigma(m),
    "vcov": vcov(m),
    "deviance": deviance(m),
    "count": m.optim.evaluations,
}
