from rcompat.base.delimited import read_csv

from pylmer.lme4 import lmer, ranef

crossed = read_csv("golden/data/crossed.csv")
m = lmer("rt ~ cond + (cond | subj) + (1 | item)", data=crossed)
print(ranef(m))
print(m.coef())
