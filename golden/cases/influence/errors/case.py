from pylmer.lme4 import dfbetas, influence, lmer
from rcompat.base.conditions import RError
from rcompat.base.delimited import read_csv

sleep = read_csv("golden/data/sleep.csv")
m = lmer("Reaction ~ Days + (1 | Subject)", sleep)
try:
    influence(m, "zz")
except RError as error:
    print(error.message)
n = lmer("Reaction ~ 1 + (1 | Subject)", sleep)
i = influence(n, "Subject")
try:
    dfbetas(i)
except RError as error:
    print(error.message)
try:
    influence(lmer("Reaction ~ dose + (1 | Subject)", sleep), "dose")
except RError as error:
    print(error.message)
