from pylmer.datasets import load_dataset
from pylmer.lme4 import confint, lmer
from rcompat.maths.rng import set_seed

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
set_seed(11)
print(confint(m, method="boot", nsim=40, boot_type="basic", oldNames=False))
values = {}
