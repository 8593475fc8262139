from pylmer.datasets import load_dataset
from pylmer.lmertest import anova, drop1, lmer

ham = load_dataset("ham")
m = lmer("Informed.liking ~ poly(Age, 2) * Product + (1 | Consumer)", data=ham)
print(anova(m))
print(anova(m, type=2))
print(drop1(m))
