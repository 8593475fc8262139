from pylmer.datasets import load_dataset
from pylmer.lmertest import drop1, lmer, show_tests

ham = load_dataset("ham")
m = lmer("Informed.liking ~ Product * Information + Age + (1 | Consumer)", data=ham)
print(drop1(m))
print(drop1(m, scope="Age"))
print(drop1(m, force_get_contrasts=True))
print(drop1(m, ddf="Kenward-Roger"))
print(drop1(m, ddf="lme4"))
print(drop1(m, ddf="lme4", test="Chisq"))
print(drop1(m, ddf="lme4", k=4))
print(show_tests(drop1(m)))
