from pylmer.datasets import load_dataset
from pylmer.lmertest import lmer, rand, ranova
from rcompat.base.render import render

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
print(ranova(m))
print(ranova(m, reduce_terms=False))
print(rand(m))
ml = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy, REML=False)
print(ranova(ml))
print(render(ranova(m), digits=3), end="")
values = {"likelihood": ranova(m)["logLik"]}
