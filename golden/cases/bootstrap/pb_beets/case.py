from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer, update
from pylmer.pbkrtest import PBmodcomp, summary
from rcompat.linear.lm import lm
from rcompat.maths.rng import set_seed

beets = load_dataset("beets")
large = lmer("sugpct ~ block + sow + harvest + (1 | block:harvest)", data=beets)
small = update(large, ". ~ . - harvest")
set_seed(5)
p = PBmodcomp(large, small, nsim=40)
print(p.to_frame())
print(summary(p).to_frame())
set_seed(5)
q = PBmodcomp(lm("sugpct ~ block + sow + harvest", beets), lm("sugpct ~ block + sow", beets), nsim=30)
print(q.to_frame())
values = {"exact_1": p.ref, "default": q.ref}
