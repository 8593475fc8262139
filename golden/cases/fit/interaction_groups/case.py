from rcompat.base.delimited import read_csv

from pylmer.lme4 import REMLcrit, fixef, getME, lmer

crossed = read_csv("golden/data/crossed.csv")
m = lmer("rt ~ cond + (1 | subj) + (0 + cond | subj) + (1 | item:type)", data=crossed)
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
