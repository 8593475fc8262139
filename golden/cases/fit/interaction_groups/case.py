from pylmer.lme4 import fixef, getME, lmer, REMLcrit
from rcompat.base.delimited import read_csv

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
