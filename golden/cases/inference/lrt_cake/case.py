from pylmer.datasets import load_dataset
from pylmer.lme4 import anova, lmer

cake = load_dataset("cake")
m1 = lmer("angle ~ recipe * temp + (1 | recipe:replicate)", data=cake)
m2 = lmer("angle ~ recipe + temp + (1 | recipe:replicate)", data=cake)
m3 = lmer("angle ~ temp + (1 | recipe:replicate)", data=cake)
print(anova(m1, m3, m2))
