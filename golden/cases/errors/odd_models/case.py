import numpy as np
import pandas as pd

from pylmer.lme4 import lmer
from rcompat.base.conditions import RError
from rcompat.linear.lm import lm

sleep = pd.read_csv("golden/data/sleep.csv")
sleep["late"] = np.where(sleep["Days"] == 0, np.inf, sleep["Days"])
try:
    lm("x", data=sleep)
except RError as error:
    print(error.message)
try:
    lmer("Reaction", data=sleep)
except RError as error:
    print(error.message)
try:
    lmer("Reaction ~ Days + (0 | Subject)", data=sleep)
except RError as error:
    print(error.message)
try:
    lmer("Reaction ~ Days + (1 | NULL)", data=sleep)
except RError as error:
    print(error.message)
try:
    lmer("Reaction ~ Days + (1 | Subject)", data=sleep, weights="late")
except RError as error:
    print(error.message)
try:
    lmer("Reaction ~ Days + (1 | Subject)", data=sleep, offset="late")
except RError as error:
    print(error.message)
try:
    lm("Reaction ~ Days", data=sleep, offset="Days > 3")
except RError as error:
    print(error.message)
try:
    lm("Reaction ~ Days", data=sleep, weights="late")
except RError as error:
    print(error.message)
try:
    lmer("Reaction ~ Days + (late | Subject)", data=sleep)
except RError as error:
    print(error.message)
