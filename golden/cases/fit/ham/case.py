from pylmer.datasets import load_dataset
from pylmer.lmertest import REMLcrit, fixef, getME, lmer

ham = load_dataset("ham")
m = lmer("Informed.liking ~ Product * Information + (1 | Consumer) + (1 | Consumer:Product)", data=ham)
print(m.summary())
values = {
    "theta": getME(m, "theta"),
    "beta": fixef(m),
    "sigma": m.sigma(),
    "vcov": m.vcov(),
    "deviance": REMLcrit(m),
    "count": m.optim.evaluations,
}
