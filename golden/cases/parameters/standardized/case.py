from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.parameters import model_parameters
from rcompat.linear.lm import lm

sleepstudy = load_dataset("sleepstudy")
cake = load_dataset("cake")
m = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
print(model_parameters(m, standardize="refit"))
print(model_parameters(m, effects="fixed", standardize="basic", digits=4))
f = lmer("angle ~ recipe * temp + (1 | recipe:replicate)", data=cake)
print(model_parameters(f, effects="fixed", standardize="refit"))
print(model_parameters(f, effects="fixed", standardize="basic"))
print(model_parameters(f, effects="fixed", standardize="posthoc"))
a = lmer("angle ~ recipe + temp + (1 | recipe:replicate)", data=cake)
print(model_parameters(a, effects="fixed", standardize="smart"))
print(model_parameters(f, standardize="basic", ci_random=False))
l = lm("angle ~ temp * recipe", data=cake)
print(model_parameters(l, standardize="posthoc"))
print(model_parameters(lm("angle ~ log(temp)", data=cake), standardize="refit"))
values = {"refit": model_parameters(m, standardize="refit", effects="fixed").to_frame()["Coefficient"]}
