from pylmer.lme4 import REMLcrit, fixef, getME, sigma, vcov
from pylmer.lmertest import lmer
from rcompat.base.delimited import read_csv

hsb = read_csv("golden/data/hsb.csv")
m = lmer("math ~ ses * sector + mean_ses + (ses | school)", data=hsb)
print(m.summary())
values = {
    "theta": getME(m, "theta"),
    "beta": fixef(m),
    "sigma": sigma(m),
    "vcov": vcov(m),
    "deviance": REMLcrit(m),
    "count": m.optim.evaluations,
}
