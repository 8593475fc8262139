from pylmer.datasets import load_dataset
from pylmer.lmertest import difflsmeans, lmer, ls_means, show_tests

ham = load_dataset("ham")
m = lmer("Informed.liking ~ Product * Information + Age + (1 | Consumer)", data=ham)
print(show_tests(ls_means(m)))
print(show_tests(ls_means(m), fractions=True))
print(show_tests(difflsmeans(m, which="Product")))
