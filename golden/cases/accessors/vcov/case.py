from pylmer.datasets import load_dataset
from pylmer.lme4 import fixef, lmer

cake = load_dataset("cake")
m = lmer("angle ~ recipe + temp + (1 | replicate)", data=cake)
print(m.vcov())
print(fixef(m))
values = {"vcov": m.vcov()}
