from pylmer.datasets import load_dataset
from pylmer.lme4 import confint, lmer
from pylmer.pbkrtest import PBmodcomp
from rcompat.maths.rng import set_seed

schoolmot = load_dataset("schoolmot")
smod3 = lmer("grade ~ motiv * funding + (1 + motiv | schoolid)", data=schoolmot)
smod3_res = lmer("grade ~ motiv + funding + (1 + motiv | schoolid)", data=schoolmot)
set_seed(1)
print(confint(smod3, method="boot", nsim=1000))
set_seed(1)
p = PBmodcomp(smod3, smod3_res, nsim=1000)
print(p.to_frame())
values = {"exact": p.ref}
