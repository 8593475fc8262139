from pylmer.lme4 import lmer
from rcompat.base.conditions import RError
from rcompat.base.delimited import read_csv

sleep = read_csv("golden/data/sleep.csv")
try:
    lmer("log(Days - 1) ~ age + (1 | Subject)", data=sleep)
except RError as error:
    print(error.message)
