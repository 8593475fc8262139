from pylmer.datasets import load_dataset
from pylmer.lmertest import REMLcrit, fixef, getME, lmer

cake = load_dataset("cake")
m = lmer("angle ~ recipe + temp + (1 | replicate) + (1 | replicate:recipe)", data=cake)
print(m.summary())
values = {
    "theta": getME(m, "theta"),
    "beta": fixef(m),
    "sigma": m.sigma(),
    "vcov": m.vcov(),
    "deviance": REMLcrit(m),
    "count": m.optim.evaluations,
}
