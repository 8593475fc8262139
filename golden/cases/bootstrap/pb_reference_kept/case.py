from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.pbkrtest import PBmodcomp, PBrefdist, summary
from rcompat.maths.rng import set_seed

cake = load_dataset("cake")
large = lmer("angle ~ recipe + temp + (1 | recipe:replicate)", data=cake)
small = lmer("angle ~ temp + (1 | recipe:replicate)", data=cake)
set_seed(8)
r = PBrefdist(large, small, nsim=30)
print(r.attributes["stat"])
print(r.attributes["samples"])
print(summary(PBmodcomp(large, small, ref=r)).to_frame())
print(PBmodcomp(large, small, ref=[0.5, 1, 2, 9]).to_frame())
values = {"exact_1": r.data}
