from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.pbkrtest import getLRT

sleepstudy = load_dataset("sleepstudy")
fm1 = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
fm0 = lmer("Reaction ~ 1 + (Days | Subject)", data=sleepstudy)
print(getLRT(fm1, fm0))
values = {
    "loglik": getLRT(fm1, fm0).data[:2],
}
