from pylmer.lme4 import lmer
from rcompat.base.conditions import RError
from rcompat.base.delimited import read_csv

sleep = read_csv("golden/data/sleep.csv")
try:
    lmer("nowhere ~ Days + (1 | Subject)", data=sleep)
except RError as error:
    print(error.message)
try:
    lmer("Reaction ~ nowhere + (1 | Subject)", data=sleep)
except RError as error:
    print(error.message)
try:
    lmer("Reaction ~ Days + (1 | nowhere)", data=sleep)
except RError as error:
    print(error.message)
try:
    lmer("Reaction ~ Days + (nowhere | Subject)", data=sleep)
except RError as error:
    print(error.message)
try:
    lmer("Reaction ~ Days + (1 | Subject)", data=sleep, weights="nowhere")
except RError as error:
    print(error.message)
try:
    lmer("Reaction ~ Days + (1 | Subject)", data=sleep, subset="nowhere > 1")
except RError as error:
    print(error.message)
