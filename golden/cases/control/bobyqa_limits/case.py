from pylmer.lme4 import REMLcrit, getME, lmer, lmerControl
from rcompat.base.delimited import read_csv

crossed = read_csv("golden/data/crossed.csv")
m = lmer(
    "rt ~ cond + (cond | subj) + (cond | item)",
    data=crossed,
    control=lmerControl(optimizer="bobyqa", optCtrl={"maxfun": 2e5}),
)
print(m.summary())
values = {"theta": getME(m, "theta"), "deviance": REMLcrit(m)}
