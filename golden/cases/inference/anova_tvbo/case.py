from pylmer.datasets import load_dataset
from pylmer.lmertest import anova, lmer

TVbo = load_dataset("TVbo")
m = lmer("Coloursaturation ~ TVset * Picture + (1 | Assessor) + (1 | Assessor:TVset)", data=TVbo)
print(anova(m))
print(anova(m, ddf="Ken"))
print(anova(m, type=1, ddf="Ken"))
