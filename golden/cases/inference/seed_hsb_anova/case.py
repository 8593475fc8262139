from pylmer.lme4 import anova, lmer
from rcompat.base.delimited import read_csv

hsb = read_csv("golden/data/hsb.csv")
lmer_1 = lmer("math ~ 1 + ses + (1 + ses | school)", data=hsb)
print(anova(lmer_1))
