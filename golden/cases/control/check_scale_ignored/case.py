from pylmer.lme4 import lmer, lmerControl, sigma
from rcompat.base.delimited import read_csv

sleep = read_csv("golden/data/sleep.csv")
m = lmer("Reaction ~ micro + (1 | Subject)", data=sleep, control=lmerControl(check_scaleX="ignore"))
print(m.summary())
values = {"sigma": sigma(m)}
