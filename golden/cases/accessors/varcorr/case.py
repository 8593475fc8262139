from pylmer.datasets import load_dataset
from pylmer.lme4 import VarCorr, lmer
from rcompat.base.render import render

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
print(VarCorr(m))
print(render(VarCorr(m), comp=["Variance", "Std.Dev."]), end="")
print(render(VarCorr(m), comp="Variance", digits=3), end="")
print(render(VarCorr(m), digits=8), end="")
