from pylmer.lme4 import lmer, lmerControl
from rcompat.base.conditions import RError
from rcompat.base.delimited import read_csv

sleep = read_csv("golden/data/sleep.csv")
tiny = read_csv("golden/data/tiny.csv")
try:
    lmer("Reaction ~ Days + double + (1 | Subject)", data=sleep, control=lmerControl(check_rankX="stop.deficient"))
except RError as error:
    print(error.message)
try:
    lmer("Reaction ~ micro + (1 | Subject)", data=sleep, control=lmerControl(check_scaleX="stop"))
except RError as error:
    print(error.message)
try:
    lmer("y ~ x + (1 | g)", data=tiny, control=lmerControl(check_nlev_gtreq_5="stop"))
except RError as error:
    print(error.message)
