from pylmer.datasets import load_dataset
from pylmer.lme4 import confint, lmer

cake = load_dataset("cake")
m = lmer("angle ~ recipe + temp + (1 | recipe:replicate)", data=cake)
print(confint(m, method="Wald"))
