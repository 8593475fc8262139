from pylmer.lme4 import fixef, lmer, model_matrix
from rcompat.base.delimited import read_csv

sleep = read_csv("golden/data/sleep.csv")
m = lmer("Reaction ~ poly(Days, 2) * dose + (1 | Subject)", data=sleep)
print(fixef(m))
values = {"model_matrix": model_matrix(m)}
