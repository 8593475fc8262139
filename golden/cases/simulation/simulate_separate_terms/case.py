import numpy as np

from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer, simulate
from rcompat.base.render import render
from rcompat.base.vectors import Vector
from rcompat.maths.rng import set_seed
from rcompat.maths.variates import rnorm


def head(frame, n):
    return frame.take(np.arange(min(n, frame.n)))


sleepstudy = load_dataset("sleepstudy")
set_seed(1)
m = lmer("Reaction ~ Days + (1 | Subject) + (0 + Days | Subject)", sleepstudy, offset="Days * 3")
s0 = simulate(m, seed=4, re_form="~(1 | Subject)")
print(render(head(s0, 12)), end="")
s1 = simulate(m, seed=4, re_form="~(0 + Days | Subject)")
print(render(head(s1, 12)), end="")
s2 = simulate(m, seed=4, re_form="~(Days | Subject)")
print(render(head(s2, 12)), end="")
s3 = simulate(m, seed=4, re_form="~0")
print(render(head(s3, 12)), end="")
print(Vector(data=rnorm(3)))
values = {
    "y0": s0["sim_1"],
    "y1": s1["sim_1"],
    "y2": s2["sim_1"],
    "y3": s3["sim_1"],
}
