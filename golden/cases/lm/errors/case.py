from rcompat.base.conditions import RError
from rcompat.base.delimited import read_csv
from rcompat.linear.lm import lm

sleep = read_csv("golden/data/sleep.csv")
try:
    lm("Reaction ~ zz", sleep)
except RError as error:
    print(error.message)
try:
    lm("Reaction ~ Days", sleep, weights="-w")
except RError as error:
    print(error.message)
try:
    lm("Reaction ~ Days", sleep, subset="Days > 20")
except RError as error:
    print(error.message)
try:
    lm("infinite ~ Days", sleep)
except RError as error:
    print(error.message)
try:
    lm("Reaction ~ one", sleep)
except RError as error:
    print(error.message)
try:
    lm("~ Days", sleep)
except RError as error:
    print(error.message)
try:
    lm("Reaction ~ double + triple", sleep, singular_ok=False)
except RError as error:
    print(error.message)
try:
    lm("gappy ~ Days", sleep, na_action="na.fail")
except RError as error:
    print(error.message)
try:
    lm("Reaction ~ infinite", sleep)
except RError as error:
    print(error.message)
