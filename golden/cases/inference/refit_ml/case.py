from pylmer.datasets import load_dataset
from pylmer.lme4 import extractAIC, lmer, refitML

sleepstudy = load_dataset("sleepstudy")
Penicillin = load_dataset("Penicillin")
m = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
print(refitML(m))
m2 = lmer("diameter ~ 1 + (1 | plate) + (1 | sample)", data=Penicillin)
print(refitML(m2))
print(extractAIC(m2))
print(extractAIC(m, k=4))
print(refitML(refitML(m2)))
