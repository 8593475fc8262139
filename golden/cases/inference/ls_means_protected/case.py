from pylmer.datasets import load_dataset
from pylmer.lmertest import lmer, ls_means, show_tests
from rcompat.base.render import render

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + I(Days^2) + (Days | Subject)", data=sleepstudy)
print(ls_means(m))
print(show_tests(ls_means(m)))
print(render(ls_means(m).to_frame()), end="")
