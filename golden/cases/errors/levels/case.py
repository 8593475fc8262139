from pylmer.lme4 import lmer
from rcompat.base.conditions import RError
from rcompat.base.delimited import read_csv

sleep = read_csv("golden/data/sleep.csv")
try:
    lmer("Reaction ~ Days + (1 | one)", data=sleep)
except RError as error:
    print(error.message)
try:
    lmer("Reaction ~ Days + (1 | row)", data=sleep)
except RError as error:
    print(error.message)
try:
    lmer("Reaction ~ Days + (Days | row)", data=sleep)
except RError as error:
    print(error.message)
try:
    lmer("Reaction ~ Days + (1 | row) + (1 | one)", data=sleep)
except RError as error:
    print(error.message)
try:
    lmer("Reaction ~ Days + (1 | Subject)", data=sleep, subset='Subject == "S308"')
except RError as error:
    print(error.message)
