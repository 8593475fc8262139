from pylmer.datasets import load_dataset
from pylmer.lmertest import anova, lmer, show_tests

ham = load_dataset("ham")
m = lmer(
    "Informed.liking ~ Product * Information + (1 | Consumer)",
    data=ham,
    contrasts={"Product": "contr.sum", "Information": "contr.helmert"},
)
print(anova(m))
print(show_tests(anova(m)))
print(show_tests(anova(m, type=2)))
print(anova(m, type=1))
