from pylmer.datasets import load_dataset
from pylmer.lme4 import getME, lmer

Pastes = load_dataset("Pastes")
m = lmer("strength ~ 1 + (1 | batch/cask)", data=Pastes)
print(getME(m, "theta"))
print(getME(m, "beta"))
print(getME(m, "lower"))
print(getME(m, "flist"))
print(getME(m, "cnms"))
print(getME(m, "n_rtrms"))
print(getME(m, "devcomp"))
values = {
    "beta": getME(m, "beta"),
    "ranef_1": getME(m, "b"),
    "ranef_2": getME(m, "u"),
    "fitted": getME(m, "mu"),
    "model_matrix": getME(m, "X"),
}
