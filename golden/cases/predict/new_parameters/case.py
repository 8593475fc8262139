from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer, predict
from rcompat.base.conditions import RError

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
nd = {"Days": [0.0, 3.0, 12.0], "Subject": ["308", "309", "372"]}
print(predict(m, nd, newparams={"beta": [250, 10], "theta": [1, 0, 0.2]}))
print(predict(m, nd, newparams={"theta": [0.5, 0, 0.1]}))
print(predict(m, nd, re_form="NA", newparams={"beta": [1, 2]}))
try:
    print(predict(m, newparams={"beta": 1}))
except RError as error:
    print(error.message)
