from rcompat.base.delimited import read_csv

from pylmer.lmertest import REMLcrit, fixef, getME, lmer

world = read_csv("golden/data/world.csv")
m = lmer("score ~ kind * höhe + (1 | town)", data=world)
print(m.summary())
values = {
    "theta": getME(m, "theta"),
    "beta": fixef(m),
    "sigma": m.sigma(),
    "vcov": m.vcov(),
    "deviance": REMLcrit(m),
    "count": m.optim.evaluations,
}
