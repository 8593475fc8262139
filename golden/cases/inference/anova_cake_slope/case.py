from pylmer.datasets import load_dataset
from pylmer.lmertest import anova, lmer, show_tests

cake = load_dataset("cake")
m = lmer("angle ~ recipe * temp + (1 | recipe:replicate)", data=cake)
print(anova(m))
print(anova(m, type=2))
print(anova(m, type=1))
print(show_tests(anova(m)))
print(show_tests(anova(m, type=2)))
print(show_tests(anova(m, type=1)))
