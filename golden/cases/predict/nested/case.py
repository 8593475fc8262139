from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer, predict

Pastes = load_dataset("Pastes")
m = lmer("strength ~ 1 + (1 | batch/cask)", data=Pastes)
nd = {"batch": ["A", "B"], "cask": ["a", "c"]}
print(predict(m, nd))
print(predict(m, nd, re_form="~(1 | batch)"))
print(predict(m, nd, re_form="~(1 | batch/cask)"))
print(predict(m, nd, re_form="NA"))
