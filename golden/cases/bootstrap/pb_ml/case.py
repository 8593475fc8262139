from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.pbkrtest import PBmodcomp, summary
from rcompat.maths.rng import set_seed

sleepstudy = load_dataset("sleepstudy")
large = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy, REML=False)
small = lmer("Reaction ~ 1 + (Days | Subject)", data=sleepstudy, REML=False)
set_seed(8)
p = PBmodcomp(large, small, nsim=40)
print(p.to_frame())
print(summary(p).to_frame())
values = {"exact_1": p.ref}
