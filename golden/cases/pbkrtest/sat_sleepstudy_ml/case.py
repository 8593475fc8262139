from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.pbkrtest import SATmodcomp, getLRT, getSAT

sleepstudy = load_dataset("sleepstudy")
fm1 = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy, REML=False)
fm0 = lmer("Reaction ~ 1 + (Days | Subject)", data=sleepstudy, REML=False)
print(SATmodcomp(fm1, fm0))
print(getLRT(fm1, fm0))
values = {
    "sat_ddf": getSAT(SATmodcomp(fm1, fm0), "ddf"),
    "restriction": SATmodcomp(fm1, fm0).restriction,
}
