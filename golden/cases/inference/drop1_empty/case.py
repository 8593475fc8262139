from pylmer.datasets import load_dataset
from pylmer.lmertest import drop1, lmer

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ 1 + (1 | Subject)", data=sleepstudy)
print(drop1(m))
print(drop1(m, ddf="lme4"))
print(drop1(m, ddf="lme4", test="Chisq"))
