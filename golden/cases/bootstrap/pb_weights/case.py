from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.pbkrtest import PBmodcomp, summary
from rcompat.maths.rng import set_seed

sleepstudy = load_dataset("sleepstudy")
large = lmer("Reaction ~ Days + I(Days^2) + (1 | Subject)", data=sleepstudy, weights="Days + 1")
small = lmer("Reaction ~ Days + (1 | Subject)", data=sleepstudy, weights="Days + 1")
set_seed(13)
p = PBmodcomp(large, small, nsim=30)
print(summary(p).to_frame())
values = {"exact_1": p.ref}
