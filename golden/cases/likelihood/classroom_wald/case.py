from pylmer.datasets import load_dataset
from pylmer.lme4 import confint, lmer

classroom = load_dataset("classroom")
m = lmer("mathkind ~ ses + (1 | schoolid/classid)", data=classroom)
print(confint(m, method="Wald"))
