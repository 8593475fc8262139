from pylmer.datasets import load_dataset
from pylmer.lme4 import anova, lmer

schoolmot = load_dataset("schoolmot")
smod3 = lmer("grade ~ motiv * funding + (1 + motiv | schoolid)", data=schoolmot, REML=False)
smod3_res = lmer("grade ~ motiv + funding + (1 + motiv | schoolid)", data=schoolmot, REML=False)
print(anova(smod3_res, smod3))
