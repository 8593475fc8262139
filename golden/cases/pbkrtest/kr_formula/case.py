from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.pbkrtest import KRmodcomp

sleepstudy = load_dataset("sleepstudy")
fm1 = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
print(KRmodcomp(fm1, ". ~ . - Days"))
print(KRmodcomp(fm1, "~ 1 + (Days | Subject)"))
