import numpy as np

from pylmer.datasets import load_dataset
from pylmer.lme4 import bootMer, confint, lmer, predict
from rcompat.base.vectors import Vector
from rcompat.maths.stats import quantile

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
new = {"Days": [0, 4, 9]}
b = bootMer(m, lambda fit: predict(fit, newdata=new, re_form="NA"), nsim=40, seed=12)
print(confint(b, level=0.9))
names = tuple(f"{share:g}%" for share in (2.5, 50, 97.5))
columns = [quantile(column, [0.025, 0.5, 0.975]) for column in b.t.T]
print(Vector(data=np.column_stack(columns), dimnames=(names, ("1", "2", "3"))))
values = {"exact": b.t}
