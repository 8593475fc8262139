from pylmer.datasets import load_dataset
from pylmer.lme4 import REMLcrit, getME, lmer, lmerControl

sleepstudy = load_dataset("sleepstudy")
m = lmer(
    "Reaction ~ Days + (1 | Subject)", data=sleepstudy, control=lmerControl(optCtrl={"algorithm": "NLOPT_LN_COBYLA"})
)
print(m.summary())
values = {"theta": getME(m, "theta"), "deviance": REMLcrit(m)}
