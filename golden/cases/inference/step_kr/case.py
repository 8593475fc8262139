from pylmer.datasets import load_dataset
from pylmer.lmertest import lmer, step

ham = load_dataset("ham")
m = lmer("Informed.liking ~ Product * Information + (1 | Consumer)", data=ham)
print(step(m, ddf="Kenward-Roger"))
