from rcompat.base.delimited import read_csv

from pylmer.lmertest import REMLcrit, fixef, getME, lmer

hsb = read_csv("golden/data/hsb.csv")
m = lmer("math ~ ses * sector + mean_ses + (ses | school)", data=hsb)
print(m.summary())
values = {
    "theta": getME(m, "theta"),
    "beta": fixef(m),
    "sigma": m.sigma(),
    "vcov": m.vcov(),
    "deviance": REMLcrit(m),
    "count": m.optim.evaluations,
}
