from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer

Arabidopsis = load_dataset("Arabidopsis")
m = lmer("total.fruits ~ nutrient + amd + rack + status + (amd * nutrient | popu)", data=Arabidopsis, REML=False)
print(m)
values = {"sigma": m.sigma()}
