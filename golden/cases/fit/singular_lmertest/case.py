from pylmer.lme4 import getME, sigma
from pylmer.lmertest import lmer
from rcompat.base.delimited import read_csv

flat = read_csv("golden/data/flat.csv")
m = lmer("y ~ x + (1 | g)", data=flat)
print(m.summary())
values = {"theta": getME(m, "theta"), "sigma": sigma(m)}
