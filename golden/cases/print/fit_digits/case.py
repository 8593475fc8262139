from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from rcompat.base.render import render

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
print(render(m, digits=3), end="")
print(render(m, digits=9), end="")
print(render(m, ranef_comp=["Variance", "Std.Dev."]), end="")
print(render(m, ranef_comp="Variance"), end="")
