from rcompat.base.delimited import read_csv

from pylmer.lme4 import REMLcrit, fixef, getME, lmer, ranef

world = read_csv("golden/data/world.csv")
m = lmer("score ~ kind + höhe + (1 | town)", data=world)
print(m)
print(m.summary())
print(ranef(m))
print(m.coef())
values = {
    "theta": getME(m, "theta"),
    "beta": fixef(m),
    "sigma": m.sigma(),
    "vcov": m.vcov(),
    "deviance": REMLcrit(m),
    "count": m.optim.evaluations,
}
