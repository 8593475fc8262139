from pylmer.lme4 import REMLcrit, coef, fixef, getME, lmer, ranef, sigma, vcov
from rcompat.base.delimited import read_csv

world = read_csv("golden/data/world.csv")
m = lmer("score ~ kind + höhe + (1 | town)", data=world)
print(m)
print(m.summary())
print(ranef(m))
print(coef(m))
values = {
    "theta": getME(m, "theta"),
    "beta": fixef(m),
    "sigma": sigma(m),
    "vcov": vcov(m),
    "deviance": REMLcrit(m),
    "count": m.optim.evaluations,
}
