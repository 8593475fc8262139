from pylmer.datasets import load_dataset
from pylmer.lme4 import deviance, fixef, getME, lmer, sigma, vcov

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy, REML=False)
print(m)
print(m.summary())
values = {
    "theta": getME(m, "theta"),
    "beta": fixef(m),
    "sigma": sigma(m),
    "vcov": vcov(m),
    "deviance": deviance(m),
    "count": m.optim.evaluations,
}
