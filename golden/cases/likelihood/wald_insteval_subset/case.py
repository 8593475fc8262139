from pylmer.datasets import load_dataset
from pylmer.lme4 import confint, lmer

Penicillin = load_dataset("Penicillin")
m = lmer("diameter ~ 1 + (1 | plate) + (1 | sample)", data=Penicillin)
print(confint(m, method="Wald", level=0.5))
