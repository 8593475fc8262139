from pylmer.datasets import load_dataset
from pylmer.lmertest import anova, lmer, show_tests

ham = load_dataset("ham")
m = lmer("Informed.liking ~ Product / Information + (1 | Consumer)", data=ham)
print(anova(m))
print(show_tests(anova(m, type=1)))
m2 = lmer("Informed.liking ~ Age + Age:Product + (1 | Consumer)", data=ham)
print(anova(m2))
print(anova(m2, type=1))
