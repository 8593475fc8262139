from pylmer.lme4 import REMLcrit, fixef, getME, lmer, lmerControl, sigma, vcov
from rcompat.base.delimited import read_csv

sleep = read_csv("golden/data/sleep.csv")
m = lmer("Reaction ~ Days + double + (1 | Subject)", data=sleep, control=lmerControl(check_rankX="warn+drop.cols"))
print(m)
values = {
    "theta": getME(m, "theta"),
    "beta": fixef(m),
    "sigma": sigma(m),
    "vcov": vcov(m),
    "deviance": REMLcrit(m),
    "count": m.optim.evaluations,
}
