from pylmer.datasets import load_dataset
from pylmer.lme4 import confint, lmer

schoolmot = load_dataset("schoolmot")
m = lmer("grade ~ motiv + funding + (1 | schoolid)", data=schoolmot)
print(confint(m))
