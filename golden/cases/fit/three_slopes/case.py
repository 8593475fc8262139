from pylmer.lme4 import REMLcrit, getME, lmer
from rcompat.base.delimited import read_csv

crossed = read_csv("golden/data/crossed.csv")
m = lmer("rt ~ cond * type + (1 + cond + type | subj)", data=crossed)
print(m)
print(m.summary())
values = {"theta": getME(m, "theta"), "deviance": REMLcrit(m)}
