from pylmer.datasets import load_dataset
from pylmer.lme4 import REMLcrit, fixef, getME, lmer, sigma, vcov

VerbAgg = load_dataset("VerbAgg")
m = lmer("as.numeric(resp) ~ Gender + btype + situ + (1 | id) + (1 | item)", data=VerbAgg)
print(m.summary())
values = {
    "theta": getME(m, "theta"),
    "beta": fixef(m),
    "sigma": sigma(m),
    "vcov": vcov(m),
    "deviance": REMLcrit(m),
    "count": m.optim.evaluations,
}
