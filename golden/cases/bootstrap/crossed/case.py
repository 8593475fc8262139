from pylmer.datasets import load_dataset
from pylmer.lme4 import bootMer, confint, getME, lmer, sigma

Penicillin = load_dataset("Penicillin")
m = lmer("diameter ~ 1 + (1 | plate) + (1 | sample)", data=Penicillin)


def statistic(fit):
    first, second = getME(fit, "theta").data
    return {"sigma": sigma(fit), "theta1": first, "theta2": second}


b = bootMer(m, statistic, nsim=30, seed=21)
print(b)
print(confint(b, level=0.8))
print(b.to_frame().take(slice(0, 3)))
values = {"exact": b.t}
