from pylmer.lme4 import coef, lmer, ranef
from rcompat.base.delimited import read_csv

crossed = read_csv("golden/data/crossed.csv")
m = lmer("rt ~ cond + (cond | subj) + (1 | item)", data=crossed)
print(ranef(m))
print(coef(m))
