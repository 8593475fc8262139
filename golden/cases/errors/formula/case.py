from pylmer.lme4 import lmer
from rcompat.base.conditions import RError
from rcompat.base.delimited import read_csv

sleep = read_csv("golden/data/sleep.csv")
try:
    lmer("Reaction ~ Days + (1 | Subject) + nofunction(Days)", data=sleep)
except RError as error:
    print(error.message)
try:
    lmer("Reaction ~ (1 | Subject) + (Days | nofunction(Subject))", data=sleep)
except RError as error:
    print(error.message)
try:
    lmer("not a formula", data=sleep)
except RError as error:
    print(error.message)
