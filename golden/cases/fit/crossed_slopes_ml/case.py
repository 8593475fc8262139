from pylmer.lme4 import deviance, fixef, getME, sigma, vcov
from pylmer.lmertest import lmer
from rcompat.base.delimited import read_csv

crossed = read_csv("golden/data/crossed.csv")
m = lmer("rt ~ cond * type + (1 + cond || subj) + (1 | item)", data=crossed, REML=False)
print(m.summary())
values = {
    "theta": getME(m, "theta"),
    "beta": fixef(m),
    "sigma": sigma(m),
    "vcov": vcov(m),
    "deviance": deviance(m),
    "count": m.optim.evaluations,
}
