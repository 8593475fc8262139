from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer, predict
from rcompat.base.conditions import RError

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
try:
    print(predict(m, {"Days": [1.0]}))
except RError as error:
    print(error.message)
try:
    print(predict(m, {"Subject": ["308"]}))
except RError as error:
    print(error.message)
try:
    print(predict(m, type="foo"))
except RError as error:
    print(error.message)
try:
    print(predict(m, terms="Days"))
except RError as error:
    print(error.message)
try:
    print(predict(m, re_form="~Days"))
except RError as error:
    print(error.message)
try:
    print(predict(m, re_form="~(1 | Days)"))
except RError as error:
    print(error.message)
try:
    print(predict(m, newparams=3))
except RError as error:
    print(error.message)
