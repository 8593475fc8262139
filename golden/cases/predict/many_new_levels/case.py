from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer, predict
from rcompat.base.conditions import RError

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
nd = {"Days": [1.0] * 30, "Subject": [f"level{i}" for i in range(1, 31)]}
try:
    print(predict(m, nd))
except RError as error:
    print(error.message)
