from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from rcompat.base.render import render

cake = load_dataset("cake")
m = lmer("angle ~ recipe + temperature + (1 | replicate)", data=cake)
print(render(m.summary(), symbolic_cor=True), end="")
