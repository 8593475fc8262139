from pylmer.lme4 import lmer
from rcompat.base.conditions import RError
from rcompat.base.delimited import read_csv

sleep = read_csv("golden/data/sleep.csv")
try:
    lmer("Reaction ~ Days + (1 | Subject)", data=sleep, weights="c(1, 2, 3)")
except RError as error:
    print(error.message)
try:
    lmer("Reaction ~ Days + (1 | Subject)", data=sleep, offset="c(1, 2)")
except RError as error:
    print(error.message)
