import numpy as np

from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.pbkrtest import get_Lb_ddf, vcovAdj
from rcompat.base.render import render

sleepstudy = load_dataset("sleepstudy")
fm1 = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy, REML=False)
print(render(get_Lb_ddf(fm1, [0.0, 1.0])), end="")
print(render(get_Lb_ddf(fm1, np.eye(2))), end="")
print(vcovAdj(fm1))
values = {
    "kr_vcov": vcovAdj(fm1),
    "kr_w": vcovAdj(fm1).attributes["W"],
}
