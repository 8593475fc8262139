from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer, lmerControl

sleepstudy = load_dataset("sleepstudy")
m = lmer(
    "Reaction ~ Days + (1 | Subject)",
    data=sleepstudy,
    control=lmerControl(
        optimizer="bobyqa", optCtrl={"maxfun": 100000}, check_nobs_vs_nlev="warning", calc_derivs=False
    ),
)
print(m)
print(m.summary())
