from pylmer.datasets import load_dataset
from pylmer.lmertest import anova, lmer, show_tests

ham = load_dataset("ham")
m = lmer(
    "Informed.liking ~ Product * Information * Gender + (1 | Consumer)",
    data=ham,
    subset="!(Product == 3 & Information == 1)",
)
print(anova(m))
print(show_tests(anova(m))["Gender"])
