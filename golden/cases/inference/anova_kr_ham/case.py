from pylmer.datasets import load_dataset
from pylmer.lmertest import anova, lmer

ham = load_dataset("ham")
m = lmer("Informed.liking ~ Product * Information + (1 | Consumer) + (1 | Consumer:Product)", data=ham)
print(anova(m, ddf="Kenward-Roger"))
print(anova(m, type=2, ddf="Ken"))
