from rcompat.base.delimited import read_csv

from pylmer.lme4 import lmer

sleep = read_csv("golden/data/sleep.csv")
m = lmer("Reaction ~ Days + (1 | Subject)", data=sleep, weights="w", subset="Days < 3")
print(m.residuals(type="pearson"))
print(m.residuals(type="response", scaled=True))
values = {"residuals_1": m.residuals(type="pearson"), "residuals_2": m.residuals(type="working")}
