from pylmer.lme4 import lmList
from rcompat.base.conditions import RError
from rcompat.base.delimited import read_csv

sleep = read_csv("golden/data/sleep.csv")
try:
    lmList("Reaction ~ Days", sleep)
except RError as error:
    print(error.message)
try:
    lmList("~ Days | Subject", sleep)
except RError as error:
    print(error.message)
try:
    lmList("Reaction ~ zz | Subject", sleep)
except RError as error:
    print(error.message)
try:
    lmList("Reaction ~ Days | zz", sleep)
except RError as error:
    print(error.message)
