from pylmer.datasets import load_dataset
from pylmer.lmertest import lmer

ham = load_dataset("ham")
h1 = lmer("Informed.liking ~ Product * Information + (1 | Consumer) + (1 | Consumer:Product)", data=ham)
print(h1.summary(ddf="Kenward-Roger"))
