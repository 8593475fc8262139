from rcompat.base.delimited import read_csv

from pylmer.lmertest import getME, lmer

flat = read_csv("golden/data/flat.csv")
m = lmer("y ~ x + (1 | g)", data=flat)
print(m.summary())
values = {"theta": getME(m, "theta"), "sigma": m.sigma()}
