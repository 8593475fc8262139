from pylmer.lme4 import hatvalues, lmer
from rcompat.base.conditions import collect_conditions
from rcompat.base.delimited import read_csv

tiny = read_csv("golden/data/tiny.csv")
with collect_conditions():
    m = lmer("y ~ x + (1 | g)", tiny)
print(hatvalues(m, fullHatMatrix=True))
