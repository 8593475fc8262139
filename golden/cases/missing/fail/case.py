from pylmer.lme4 import lmer
from rcompat.base.conditions import RError
from rcompat.base.delimited import read_csv

sleep = read_csv("golden/data/sleep.csv")
try:
    lmer("gappy ~ Days + (1 | Subject)", data=sleep, na_action="na.fail")
except RError as error:
    print(error.message)
