from pylmer.datasets import load_dataset
from pylmer.lme4 import confint, lmer, profile
from rcompat.base.conditions import RError

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy, REML=False)
try:
    print(confint(m, method="foo"))
except RError as error:
    print(error.message)
try:
    print(confint(m, 9, method="Wald"))
except RError as error:
    print(error.message)
try:
    print(profile(m, devtol=-1))
except RError as error:
    print(error.message)
try:
    print(profile(m, startmethod="foo", which=1))
except RError as error:
    print(error.message)
try:
    print(profile(m, prof_scale="foo"))
except RError as error:
    print(error.message)
