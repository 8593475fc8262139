from pylmer.datasets import load_dataset
from pylmer.lme4 import REMLcrit, fixef, getME, sigma, vcov
from pylmer.lmertest import lmer

ham = load_dataset("ham")
m = lmer("Informed.liking ~ Product * Information + (1 | Consumer) + (1 | Consumer:Product)", data=ham)
print(m.summary())
values = {
    "theta": getME(m, "theta"),
    "beta": fixef(m),
    "sigma": sigma(m),
    "vcov": vcov(m),
    "deviance": REMLcrit(m),
    "count": m.optim.evaluations,
}
