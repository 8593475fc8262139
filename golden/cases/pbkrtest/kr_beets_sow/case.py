from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.pbkrtest import KRmodcomp, getKR

beets = load_dataset("beets")
b1 = lmer("sugpct ~ block + sow + harvest + (1 | block:harvest)", data=beets)
b0 = lmer("sugpct ~ block + harvest + (1 | block:harvest)", data=beets)
print(KRmodcomp(b1, b0))
values = {
    "kr_ddf": getKR(KRmodcomp(b1, b0), "ddf"),
    "kr_f": getKR(KRmodcomp(b1, b0), "Fstat"),
    "kr_aux": getKR(KRmodcomp(b1, b0), "aux"),
}
