from pylmer.lme4 import cooks_distance, dfbeta, dfbetas, influence, lmer
from rcompat.base.delimited import read_csv

crossed = read_csv("golden/data/crossed.csv")
m = lmer("rt ~ cond + (1 | subj) + (1 | item)", crossed)
i = influence(m, "subj")
print(cooks_distance(i))
print(dfbeta(i))
print(dfbetas(i))
print(dfbeta(i, which="var.cov"))
values = {"cook": cooks_distance(i), "beta": i.fixed_deleted, "evals": i.evaluations}
