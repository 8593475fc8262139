import numpy as np

from pylmer.datasets import load_dataset
from pylmer.lme4 import confint, lmer, logProf, profile
from rcompat.base.factors import as_factor
from rcompat.base.frame_doors import as_frame

dyestuff2 = load_dataset("Dyestuff2")
cake = dict(as_frame(load_dataset("cake")).columns)
m = lmer("Yield ~ 1 + (1 | Batch)", data=dyestuff2, REML=False, data_name="Dyestuff2")
p = profile(m)
print(confint(p))
q = logProf(p)
print(q.to_frame().take(slice(0, 3)))
cake["g"] = as_factor(np.tile(np.arange(1, 10), 30))
f = lmer("angle ~ temp + (1 | g) + (1 | replicate)", data=cake)
pf = profile(f, which="theta_")
print(confint(pf))
frame = pf.to_frame()
values = {name: frame["." + name] for name in ("zeta", "sig01", "sig02", "sigma")}
