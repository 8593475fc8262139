from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer, predict
from rcompat.base.conditions import RError

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
nd = {"Days": [0.0, 3.0, 12.0], "Subject": ["308", "x1", "x2"]}
try:
    print(predict(m, nd))
except RError as error:
    print(error.message)
print(predict(m, nd, allow_new_levels=True))
print(predict(m, nd, re_form="NA"))
