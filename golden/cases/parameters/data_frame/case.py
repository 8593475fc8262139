from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.parameters import model_parameters
from rcompat.base.render import render

sleepstudy = load_dataset("sleepstudy")
fm1 = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
print(render(model_parameters(fm1).to_frame()), end="")
print(render(model_parameters(fm1, ci_method="kr", effects="fixed").to_frame()), end="")
print(render(model_parameters(fm1, ci_method="normal", effects="fixed").to_frame()), end="")
print(render(model_parameters(fm1, ci=[0.9, 0.95]).to_frame()), end="")
