from pylmer.lme4 import getME, lmer, lmerControl
from rcompat.base.delimited import read_csv

flat = read_csv("golden/data/flat.csv")
m = lmer("y ~ x + (1 | h)", data=flat, control=lmerControl(check_nlev_gtreq_5="warning"))
print(m)
values = {"theta": getME(m, "theta")}
