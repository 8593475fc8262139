from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.pbkrtest import SATmodcomp, getLRT, getSAT

cake = load_dataset("cake")
k1 = lmer("angle ~ recipe * temperature + (1 | recipe:replicate)", data=cake)
k0 = lmer("angle ~ recipe + temperature + (1 | recipe:replicate)", data=cake)
print(SATmodcomp(k1, k0))
print(getLRT(k1, k0))
values = {
    "sat_ddf": getSAT(SATmodcomp(k1, k0), "ddf"),
    "restriction": SATmodcomp(k1, k0).restriction,
}
