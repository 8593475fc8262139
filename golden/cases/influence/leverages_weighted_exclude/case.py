from pylmer.lme4 import cooks_distance, hatvalues, lmer, rstudent
from rcompat.base.delimited import read_csv

sleep = read_csv("golden/data/sleep.csv")
m = lmer("gappy ~ Days + (1 | Subject)", sleep, weights="w", na_action="na.exclude")
print(hatvalues(m))
print(rstudent(m))
print(cooks_distance(m))
