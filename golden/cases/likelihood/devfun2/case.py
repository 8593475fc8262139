from pylmer.datasets import load_dataset
from pylmer.lme4 import devfun2, lmer
from rcompat.base.render import render

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy, REML=False)
f = devfun2(m)
print(f.optimum)
print(render(f([20, 0.1, 5, 25])), end="")
print(render(f([20, 0.5, 0, 25])), end="")
print(render(f([20, 1, 5, 25])), end="")
print(render(f([20, 1.2, 5, 25])), end="")
print(render(f([5, -1.2, 20, 25])), end="")
