from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer, sigma

Arabidopsis = load_dataset("Arabidopsis")
m = lmer("total.fruits ~ nutrient + amd + rack + status + (amd * nutrient | popu)", data=Arabidopsis, REML=False)
print(m)
values = {"sigma": sigma(m)}
