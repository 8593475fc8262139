from pylmer.datasets import load_dataset
from pylmer.lme4 import getME, sigma
from pylmer.lmertest import lmer

carrots = load_dataset("carrots")
m = lmer("Preference ~ sens1 + sens2 + Homesize + (1 + sens1 + sens2 | Consumer)", data=carrots)
print(m)
print(m.summary())
values = {"theta": getME(m, "theta"), "sigma": sigma(m)}
