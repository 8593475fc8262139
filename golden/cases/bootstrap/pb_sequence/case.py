import numpy as np

from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.pbkrtest import seqPBmodcomp
from rcompat.base.vectors import Vector
from rcompat.maths.rng import set_seed

sleepstudy = load_dataset("sleepstudy")
large = lmer("Reaction ~ Days + I(Days^2) + (1 | Subject)", data=sleepstudy, REML=False)
small = lmer("Reaction ~ Days + (1 | Subject)", data=sleepstudy, REML=False)
set_seed(1)
p = seqPBmodcomp(large, small, h=10, nsim=400)
print(p.to_frame())
print(Vector(data=np.array([len(p.ref), p.used], dtype=np.int32), names=("nsim", "npos")))
values = {"exact_1": p.ref}
