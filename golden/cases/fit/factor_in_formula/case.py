from pylmer.lme4 import fixef, getME, lmer
from rcompat.base.delimited import read_csv

sleep = read_csv("golden/data/sleep.csv")
m = lmer("Reaction ~ factor(Days > 4) + dose:sex + (1 | Subject)", data=sleep)
print(m)
print(m.summary())
values = {"theta": getME(m, "theta"), "beta": fixef(m)}
