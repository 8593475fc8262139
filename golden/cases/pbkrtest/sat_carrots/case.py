from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.pbkrtest import SATmodcomp, getLRT, getSAT

carrots = load_dataset("carrots")
c1 = lmer("Preference ~ sens2 + Homesize + (1 + sens2 | Consumer)", data=carrots)
c0 = lmer("Preference ~ sens2 + (1 + sens2 | Consumer)", data=carrots)
print(SATmodcomp(c1, c0))
print(getLRT(c1, c0))
values = {
    "sat_ddf": getSAT(SATmodcomp(c1, c0), "ddf"),
    "restriction": SATmodcomp(c1, c0).restriction,
}
