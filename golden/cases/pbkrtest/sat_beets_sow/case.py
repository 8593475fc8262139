from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.pbkrtest import SATmodcomp, getLRT, getSAT

beets = load_dataset("beets")
b1 = lmer("sugpct ~ block + sow + harvest + (1 | block:harvest)", data=beets)
b0 = lmer("sugpct ~ block + harvest + (1 | block:harvest)", data=beets)
print(SATmodcomp(b1, b0))
print(getLRT(b1, b0))
values = {
    "sat_ddf": getSAT(SATmodcomp(b1, b0), "ddf"),
    "restriction": SATmodcomp(b1, b0).restriction,
}
