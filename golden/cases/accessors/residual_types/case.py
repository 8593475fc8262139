from pylmer.lme4 import lmer, residuals
from rcompat.base.delimited import read_csv

sleep = read_csv("golden/data/sleep.csv")
m = lmer("Reaction ~ Days + (1 | Subject)", data=sleep, weights="w", subset="Days < 3")
print(residuals(m, type="pearson"))
print(residuals(m, type="response", scaled=True))
values = {"residuals_1": residuals(m, type="pearson"), "residuals_2": residuals(m, type="working")}
