from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.pbkrtest import PBmodcomp
from rcompat.maths.rng import set_seed

Penicillin = load_dataset("Penicillin")
large = lmer("diameter ~ as.numeric(plate) + (1 | plate) + (1 | sample)", data=Penicillin)
set_seed(2)
p = PBmodcomp(large, ". ~ . - as.numeric(plate)", nsim=25)
print(p.to_frame())
values = {"exact_1": p.ref}
