from pylmer.lme4 import fixef, getME, lmer
from rcompat.base.delimited import read_csv

wide = read_csv("golden/data/wide.csv")
m = lmer("y ~ . - g + (1 | g)", data=wide, subset="x1 > -1")
print(m)
values = {"theta": getME(m, "theta"), "beta": fixef(m)}
