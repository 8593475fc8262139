from pylmer.lme4 import lmer
from rcompat.base.conditions import RError
from rcompat.base.delimited import read_csv

sleep = read_csv("golden/data/sleep.csv")
try:
    lmer("Reaction ~ nothing + (1 | Subject)", data=sleep)
except RError as error:
    print(error.message)
try:
    lmer("Reaction ~ Days + (1 | Subject)", data=sleep, subset="Days > 100")
except RError as error:
    print(error.message)
try:
    lmer("Reaction ~ Days + (1 | nothing)", data=sleep)
except RError as error:
    print(error.message)
