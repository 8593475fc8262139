from pylmer.datasets import load_dataset
from pylmer.lmertest import lmer
from rcompat.base.frame import is_na
from rcompat.base.render import render

dat = load_dataset("classroom")
in_sample = ~is_na(dat["mathgain"]) & ~is_na(dat["mathknow"])
fit7 = lmer("mathgain~1+(1|schoolid/classid)", data=dat, subset=in_sample)
print(render(fit7.summary()), end="")
fit8 = lmer("mathgain~ses+mathknow+(1|schoolid/classid)", data=dat, subset=in_sample)
print(render(fit8.summary()), end="")
