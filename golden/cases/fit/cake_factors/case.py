from pylmer.datasets import load_dataset
from pylmer.lme4 import REMLcrit, fixef, getME, lmer, sigma, vcov

cake = load_dataset("cake")
m = lmer("angle ~ recipe * temperature + (1 | recipe:replicate)", data=cake)
print(m)
print(m.summary())
values = {
    "theta": getME(m, "theta"),
    "beta": fixef(m),
    "sigma": sigma(m),
    "vcov": vcov(m),
    "deviance": REMLcrit(m),
    "count": m.optim.evaluations,
}
