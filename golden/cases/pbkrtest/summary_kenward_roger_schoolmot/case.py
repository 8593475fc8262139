from pylmer.datasets import load_dataset
from pylmer.lmertest import lmer

schoolmot = load_dataset("schoolmot")
smod3 = lmer("grade ~ motiv * funding + (1 + motiv | schoolid)", data=schoolmot)
print(smod3.summary(ddf="Kenward-Roger"))
