from pylmer.datasets import load_dataset
from pylmer.lmertest import lmer
from rcompat.base.options import options
from rcompat.base.render import render

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
print(render(m.summary(), signif_stars=False), end="")
options(show_signif_stars=False)
print(m.summary())
