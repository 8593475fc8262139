from pylmer.datasets import load_dataset
from pylmer.lme4 import getME, lmer
from rcompat.base.render import render

Pastes = load_dataset("Pastes")
m = lmer("strength ~ 1 + (1 | batch/cask)", data=Pastes)
print(render(getME(m, "theta")), end="")
print(render(getME(m, "beta")), end="")
print(render(getME(m, "lower")), end="")
print(render(getME(m, "flist")), end="")
print(render(getME(m, "cnms")), end="")
print(render(getME(m, "n_rtrms")), end="")
print(render(getME(m, "devcomp")), end="")
values = {
    "beta": getME(m, "beta"),
    "ranef_1": getME(m, "b"),
    "ranef_2": getME(m, "u"),
    "fitted": getME(m, "mu"),
    "model_matrix": getME(m, "X"),
}
