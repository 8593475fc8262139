from pylmer.datasets import load_dataset
from pylmer.lme4 import REMLcrit, fixef, getME, lmer, lmerControl, sigma, vcov

sleepstudy = load_dataset("sleepstudy")
m = lmer(
    "Reaction ~ Days + (Days | Subject)",
    data=sleepstudy,
    control=lmerControl(optCtrl={"xtol_rel": 1e-10, "ftol_abs": 1e-12}),
)
print(m.summary())
values = {
    "theta": getME(m, "theta"),
    "beta": fixef(m),
    "sigma": sigma(m),
    "vcov": vcov(m),
    "deviance": REMLcrit(m),
    "count": m.optim.evaluations,
}
