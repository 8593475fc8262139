from pylmer.datasets import load_dataset
from pylmer.lme4 import REMLcrit, fixef, getME, lmer

cake = load_dataset("cake")
m = lmer("angle ~ recipe * temperature + (1 | recipe:replicate)", data=cake)
print(m)
print(m.summary())
values = {
    "theta": getME(m, "theta"),
    "beta": fixef(m),
    "sigma": m.sigma(),
    "vcov": m.vcov(),
    "deviance": REMLcrit(m),
    "count": m.optim.evaluations,
}
