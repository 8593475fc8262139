from pylmer.lme4 import lmer
from rcompat.base.conditions import RError
from rcompat.base.delimited import read_csv

tiny = read_csv("golden/data/tiny.csv")
try:
    lmer("y ~ x + (x | g)", data=tiny)
except RError as error:
    print(error.message)
try:
    lmer("y ~ x + (1 | u)", data=tiny)
except RError as error:
    print(error.message)
try:
    lmer("y ~ x + (x | u)", data=tiny)
except RError as error:
    print(error.message)
try:
    lmer("y ~ x + (x + I(x^2) | g)", data=tiny)
except RError as error:
    print(error.message)
