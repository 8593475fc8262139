from pylmer.datasets import load_dataset
from pylmer.lmertest import lmer

beets = load_dataset("beets")
b1 = lmer("sugpct ~ block + sow + harvest + (1 | block:harvest)", data=beets)
print(b1.summary(ddf="Kenward-Roger").coef())
