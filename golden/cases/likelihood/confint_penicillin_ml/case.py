from pylmer.datasets import load_dataset
from pylmer.lme4 import confint, lmer

Penicillin = load_dataset("Penicillin")
m = lmer("diameter ~ 1 + (1 | plate) + (1 | sample)", data=Penicillin, REML=False)
print(confint(m))
