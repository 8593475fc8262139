from pylmer.datasets import load_dataset
from pylmer.lme4 import REMLcrit, getME, lmer, lmerControl

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy, control=lmerControl(optimizer="bobyqa"))
print(m)
print(m.summary())
values = {"theta": getME(m, "theta"), "deviance": REMLcrit(m)}
