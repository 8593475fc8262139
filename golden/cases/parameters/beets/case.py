from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.parameters import model_parameters

beets = load_dataset("beets")
b1 = lmer("sugpct ~ block + sow + harvest + (1 | block:harvest)", data=beets)
print(model_parameters(b1))
