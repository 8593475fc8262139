from pylmer.datasets import load_dataset
from pylmer.lmertest import anova, lmer, show_tests

ham = load_dataset("ham")
sleepstudy = load_dataset("sleepstudy")
m = lmer("Informed.liking ~ 0 + Product * Information + (1 | Consumer)", data=ham)
print(anova(m))
print(show_tests(anova(m)))
m1 = lmer("Reaction ~ 0 + Days + (1 | Subject)", data=sleepstudy)
print(anova(m1))
print(show_tests(anova(m1)))
