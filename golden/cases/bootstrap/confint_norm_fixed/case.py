from pylmer.datasets import load_dataset
from pylmer.lme4 import confint, lmer

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + (1 | Subject)", data=sleepstudy)
print(confint(m, method="boot", nsim=30, seed=5, boot_type="norm", level=0.8, parm="beta_"))
print(confint(m, method="boot", nsim=30, seed=5, parm="theta_", quiet=True))
print(confint(m, method="boot", nsim=30, seed=5, parm=[2, 4], quiet=True))
values = {}
