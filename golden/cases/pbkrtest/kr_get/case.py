from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.pbkrtest import KRmodcomp, as_data_frame, getKR
from rcompat.base.render import render

sleepstudy = load_dataset("sleepstudy")
fm1 = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
fm0 = lmer("Reaction ~ 1 + (Days | Subject)", data=sleepstudy)
k = KRmodcomp(fm1, fm0)
print(getKR(k))
print(render(getKR(k, "ddf")), end="")
print(render(getKR(k, "F.scaling")), end="")
print(getKR(k, "aux"))
print(render(getKR(k, "p.value")), end="")
print(render(as_data_frame(k)), end="")
