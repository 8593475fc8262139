from pylmer.datasets import load_dataset
from pylmer.lme4 import drop1, lmer

cake = load_dataset("cake")
m = lmer("angle ~ recipe * temp + (1 | recipe:replicate)", data=cake)
print(drop1(m, test="Chisq"))
m2 = lmer("angle ~ recipe + temp + (1 | recipe:replicate)", data=cake)
print(drop1(m2, test="Chisq"))
