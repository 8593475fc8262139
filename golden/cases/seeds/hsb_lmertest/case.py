from pylmer.lme4 import getME
from pylmer.lmertest import lmer
from rcompat.base.delimited import read_csv

hsb = read_csv("golden/data/hsb.csv")
lmer_1 = lmer("math ~ 1 + ses + (1 + ses | school)", data=hsb)
print(lmer_1.summary())
values = {"theta": getME(lmer_1, "theta")}
