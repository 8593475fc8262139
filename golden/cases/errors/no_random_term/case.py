from pylmer.lme4 import lmer
from rcompat.base.conditions import RError
from rcompat.base.delimited import read_csv

sleep = read_csv("golden/data/sleep.csv")
try:
    lmer("Reaction ~ Days", data=sleep)
except RError as error:
    print(error.message)
try:
    lmer("Reaction ~ 1", data=sleep)
except RError as error:
    print(error.message)
try:
    lmer("Reaction ~ Days * Subject", data=sleep)
except RError as error:
    print(error.message)
