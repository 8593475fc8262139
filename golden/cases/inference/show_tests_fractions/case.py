from pylmer.datasets import load_dataset
from pylmer.lmertest import anova, lmer, ranova, show_tests
from rcompat.base.conditions import RError

ham = load_dataset("ham")
m = lmer("Informed.liking ~ Product * Information + Age + (1 | Consumer)", data=ham)
print(show_tests(anova(m)))
print(show_tests(anova(m), fractions=True))
print(show_tests(anova(m), fractions=True, names=False))
print(show_tests(anova(m), names=False))
print(show_tests(anova(m, type=2), fractions=True))
try:
    show_tests(ranova(m))
except RError as error:
    print(error.message)
