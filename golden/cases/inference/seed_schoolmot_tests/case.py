from pylmer.datasets import load_dataset
from pylmer.lmertest import anova, drop1, lmer, ranova, step

schoolmot = load_dataset("schoolmot")
smod3 = lmer("grade ~ motiv * funding + (1 + motiv | schoolid)", data=schoolmot)
smod3_res = lmer("grade ~ motiv + funding + (1 + motiv | schoolid)", data=schoolmot)
print(anova(smod3_res, smod3))
print(anova(smod3))
print(anova(smod3, ddf="Kenward-Roger"))
print(ranova(smod3))
print(step(smod3))
print(drop1(smod3))
