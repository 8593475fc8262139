from pylmer.lme4 import getME, lmer, sigma
from rcompat.base.delimited import read_csv

flat = read_csv("golden/data/flat.csv")
m = lmer("y ~ x + (x | g) + (1 | h)", data=flat)
print(m)
print(m.summary())
values = {"theta": getME(m, "theta"), "sigma": sigma(m)}
