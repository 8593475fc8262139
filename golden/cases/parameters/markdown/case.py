from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.parameters import display, model_parameters, print_md
from rcompat.base.render import render
from rcompat.linear.lm import lm

sleepstudy = load_dataset("sleepstudy")
cake = load_dataset("cake")
m = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
mp = model_parameters(m)
print(print_md(mp))
print(print_md(model_parameters(m, effects="fixed", summary=True), digits=3))
print(print_md(model_parameters(m, effects="random", group_level=True)))
l = lm("angle ~ temp * recipe", data=cake)
print(display(model_parameters(l)))
print(display(model_parameters(l.anova())))
print(print_md(model_parameters(l, standardize="basic")))
print(render(mp, ci_digits=4, p_digits=4), end="")
print(render(mp, pretty_names=False), end="")
