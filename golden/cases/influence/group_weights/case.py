from pylmer.lme4 import cooks_distance, dfbeta, dfbetas, influence, lmer
from rcompat.base.delimited import read_csv

sleep = read_csv("golden/data/sleep.csv")
m = lmer("Reaction ~ Days + (1 | Subject)", sleep, weights="w")
i = influence(m, "Subject")
print(cooks_distance(i))
print(dfbeta(i))
print(dfbetas(i))
print(dfbeta(i, which="var.cov"))
values = {"cook": cooks_distance(i), "beta": i.fixed_deleted, "evals": i.evaluations}
