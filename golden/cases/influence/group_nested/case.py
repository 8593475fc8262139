from pylmer.lme4 import cooks_distance, dfbeta, dfbetas, influence, lmer
from rcompat.base.delimited import read_csv

nested = read_csv("golden/data/nested.csv")
m = lmer("y ~ x + (1 | school/class)", nested)
i = influence(m, "school")
print(cooks_distance(i))
print(dfbeta(i))
print(dfbetas(i))
print(dfbeta(i, which="var.cov"))
values = {"cook": cooks_distance(i), "beta": i.fixed_deleted, "evals": i.evaluations}
