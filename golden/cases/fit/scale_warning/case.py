from pylmer.lme4 import getME, lmer, sigma
from rcompat.base.delimited import read_csv

sleep = read_csv("golden/data/sleep.csv")
m = lmer("Reaction ~ micro + (1 | Subject)", data=sleep)
print(m)
print(m.summary())
values = {"theta": getME(m, "theta"), "sigma": sigma(m)}
