from pylmer.datasets import load_dataset
from pylmer.lmertest import anova, lmer, show_tests

carrots = load_dataset("carrots")
m = lmer("Preference ~ sens2 * Homesize + Age + (1 + sens2 | Consumer)", data=carrots)
print(anova(m))
print(anova(m, type=2))
print(anova(m, type=1))
print(show_tests(anova(m, type=2)))
