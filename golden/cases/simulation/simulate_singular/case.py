import numpy as np

from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer, simulate
from rcompat.base.render import render
from rcompat.base.vectors import Vector
from rcompat.maths.rng import set_seed
from rcompat.maths.variates import rnorm


def head(frame, n):
    return frame.take(np.arange(min(n, frame.n)))


Dyestuff2 = load_dataset("Dyestuff2")
set_seed(1)
m = lmer("Yield ~ 1 + (1 | Batch)", Dyestuff2)
s0 = simulate(m, nsim=2, seed=9)
print(render(head(s0, 12)), end="")
s1 = simulate(m, use_u=True)
print(render(head(s1, 12)), end="")
print(Vector(data=rnorm(3)))
values = {
    "y0": s0["sim_1"],
    "y1": s1["sim_1"],
}
