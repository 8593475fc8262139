from pylmer.datasets import load_dataset
from pylmer.lmertest import anova, drop1, lmer, show_tests

ham = load_dataset("ham")
m = lmer(
    "Informed.liking ~ Product * Information + (1 | Consumer)", data=ham, subset="!(Product == 2 & Information == 2)"
)
print(anova(m))
print(show_tests(anova(m)))
print(show_tests(anova(m, type=2)))
print(drop1(m))
