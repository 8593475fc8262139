from rcompat.base.delimited import read_csv

from pylmer.lmertest import fixef, getME, lmer

crossed = read_csv("golden/data/crossed.csv")
m = lmer("rt ~ cond * type + (1 + cond || subj) + (1 | item)", data=crossed, REML=False)
print(m.summary())
values = {
    "theta": getME(m, "theta"),
    "beta": fixef(m),
    "sigma": m.sigma(),
    "vcov": m.vcov(),
    "deviance": m.deviance(),
    "count": m.optim.evaluations,
}
