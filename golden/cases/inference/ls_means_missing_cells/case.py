from pylmer.datasets import load_dataset
from pylmer.lmertest import difflsmeans, lmer, ls_means

ham = load_dataset("ham")
m = lmer(
    "Informed.liking ~ Product * Information + (1 | Consumer)", data=ham, subset="!(Product == 2 & Information == 2)"
)
print(ls_means(m))
print(difflsmeans(m))
