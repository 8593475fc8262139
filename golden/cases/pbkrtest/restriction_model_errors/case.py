import numpy as np

from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.pbkrtest import restriction_matrix2model
from rcompat.base.conditions import RError

sleepstudy = load_dataset("sleepstudy")
fm1 = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
try:
    restriction_matrix2model(fm1, np.eye(2))
except RError as error:
    print(error.message)
