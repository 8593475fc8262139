from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.parameters import model_parameters
from rcompat.base.conditions import RError

sleepstudy = load_dataset("sleepstudy")
fm1 = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
try:
    model_parameters(fm1, ci_method="foo")
except RError as error:
    print(error.message)
try:
    model_parameters(fm1, effects="foo")
except RError as error:
    print(error.message)
