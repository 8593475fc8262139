from pylmer.datasets import load_dataset
from pylmer.lme4 import bootMer, confint, fixef, lmer
from rcompat.base.conditions import collect_conditions, message, warning

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + (1 | Subject)", data=sleepstudy)


def picky(fit):
    slope = float(fixef(fit)[1])
    if slope > 10.8:
        raise ValueError("too steep")
    if slope < 10:
        warning("rather flat")
    if slope < 9.8:
        message("flat")
    return {"slope": slope}


with collect_conditions():
    b = bootMer(m, picky, nsim=30, seed=6)
print(confint(b, level=0.8))
values = {"exact": b.t}
