from pylmer.lme4 import lmer, sigma
from rcompat.base.delimited import read_csv

sleep = read_csv("golden/data/sleep.csv")
m = lmer("Reaction ~ micro + (micro | Subject)", data=sleep)
print(m)
print(m.summary())
values = {"sigma": sigma(m)}
