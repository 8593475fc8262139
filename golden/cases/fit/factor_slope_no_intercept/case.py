from pylmer.lme4 import getME, lmer, sigma
from rcompat.base.delimited import read_csv

sleep = read_csv("golden/data/sleep.csv")
m = lmer("Reaction ~ 0 + sex + (0 + sex | Days)", data=sleep)
print(m)
print(m.summary())
values = {"theta": getME(m, "theta"), "sigma": sigma(m)}
