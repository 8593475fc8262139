from pylmer.lme4 import REMLcrit, fixef, getME, sigma, vcov
from pylmer.lmertest import lmer
from rcompat.base.delimited import read_csv

sites = read_csv("golden/data/sites.csv")
m1 = lmer("Biomass~Temp+N+(1+Temp|Site)", data=sites)
print(m1.summary())
values = {
    "theta": getME(m1, "theta"),
    "beta": fixef(m1),
    "sigma": sigma(m1),
    "vcov": vcov(m1),
    "deviance": REMLcrit(m1),
    "count": m1.optim.evaluations,
}
