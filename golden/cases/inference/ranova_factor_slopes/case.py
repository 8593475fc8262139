from pylmer.datasets import load_dataset
from pylmer.lmertest import lmer, ranova

ham = load_dataset("ham")
m = lmer("Informed.liking ~ Product + (0 + Product | Consumer)", data=ham)
print(ranova(m))
