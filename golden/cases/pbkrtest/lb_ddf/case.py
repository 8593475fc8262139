import numpy as np

from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer, vcov
from pylmer.pbkrtest import Lb_ddf, ddf_Lb, get_Lb_ddf, vcovAdj
from rcompat.base.render import render

ham = load_dataset("ham")
h1 = lmer("Informed.liking ~ Product * Information + (1 | Consumer) + (1 | Consumer:Product)", data=ham)
for i in range(8):
    print(render(get_Lb_ddf(h1, np.eye(8)[i])), end="")
L = np.eye(8)[1:4]
print(render(get_Lb_ddf(h1, L)), end="")
print(render(Lb_ddf(L, vcov(h1), vcovAdj(h1))), end="")
print(render(ddf_Lb(vcovAdj(h1), L[0], vcov(h1))), end="")
print(render(ddf_Lb(vcovAdj(h1), L[0])), end="")
