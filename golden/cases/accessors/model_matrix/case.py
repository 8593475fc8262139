from rcompat.base.delimited import read_csv

from pylmer.lme4 import fixef, lmer

sleep = read_csv("golden/data/sleep.csv")
m = lmer("Reaction ~ poly(Days, 2) * dose + (1 | Subject)", data=sleep)
print(fixef(m))
values = {"model_matrix": m.model_matrix()}
