import numpy as np

from pylmer.datasets import load_dataset
from pylmer.lme4 import confint, lmer, logProf, profile
from rcompat.base.frame_doors import as_frame

sleepstudy = dict(as_frame(load_dataset("sleepstudy")).columns)
sleepstudy["w"] = np.tile([1.0, 2.0, 0.5], 60)
m = lmer("Reaction ~ Days + (1 | Subject)", data=sleepstudy, weights="w")
p = profile(m)
print(confint(p))
print(confint(p, level=0.8))
print(confint(logProf(p), parm=(1, 2)))
frame = p.to_frame()
values = {"zeta": frame[".zeta"], "sig01": frame[".sig01"], "sigma": frame[".sigma"], "days": frame["Days"]}
