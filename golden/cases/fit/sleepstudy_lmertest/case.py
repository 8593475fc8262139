from pylmer.datasets import load_dataset
from pylmer.lmertest import REMLcrit, fixef, getME, lmer

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
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
