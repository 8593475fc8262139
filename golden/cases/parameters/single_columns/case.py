from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.parameters import (
    ci,
    ci_satterthwaite,
    degrees_of_freedom,
    dof_satterthwaite,
    p_value,
    p_value_kenward,
    standard_error,
)

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + (1 | Subject)", data=sleepstudy)
print(ci(m, effects="fixed"))
print(p_value(m))
print(standard_error(m))
print(degrees_of_freedom(m))
print(ci_satterthwaite(m))
print(p_value_kenward(m))
print(dof_satterthwaite(m))
