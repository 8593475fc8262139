from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.pbkrtest import model2restriction_matrix

beets = load_dataset("beets")
b1 = lmer("sugpct ~ block + sow + harvest + (1 | block:harvest)", data=beets)
b0 = lmer("sugpct ~ block + harvest + (1 | block:harvest)", data=beets)
print(model2restriction_matrix(b1, b0, sparse=True))
