from pylmer.datasets import load_dataset
from pylmer.lme4 import fixef, lmer, vcov

cake = load_dataset("cake")
m = lmer("angle ~ recipe + temp + (1 | replicate)", data=cake)
print(vcov(m))
print(fixef(m))
values = {"vcov": vcov(m)}
