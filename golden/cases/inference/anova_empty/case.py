from pylmer.datasets import load_dataset
from pylmer.lmertest import anova, lmer, show_tests

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ 1 + (1 | Subject)", data=sleepstudy)
print(anova(m))
print(anova(m, type="I"))
print(show_tests(anova(m)))
m0 = lmer("Reaction ~ 0 + (1 | Subject)", data=sleepstudy)
print(anova(m0))
print(show_tests(anova(m0)))
