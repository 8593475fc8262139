from pylmer.datasets import load_dataset
from pylmer.lmertest import lmer
from rcompat.base.conditions import RError

sleepstudy = load_dataset("sleepstudy")
fm1 = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy, REML=False)
try:
    fm1.summary(ddf="Kenward-Roger")
except RError as error:
    print(error.message)
