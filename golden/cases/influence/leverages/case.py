from pylmer.lme4 import cooks_distance, hatvalues, influence, lmer, rstudent
from rcompat.base.delimited import read_csv

sleep = read_csv("golden/data/sleep.csv")
m = lmer("Reaction ~ Days + (Days | Subject)", sleep)
print(hatvalues(m))
print(rstudent(m))
print(cooks_distance(m))
print(influence(m, do_coef=False))
values = {"hat": hatvalues(m)}
