from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer, predict

Penicillin = load_dataset("Penicillin")
m = lmer("diameter ~ 1 + (1 | plate) + (1 | sample)", data=Penicillin)
nd = {"plate": ["a", "b"], "sample": ["A", "F"]}
print(predict(m, nd))
print(predict(m, nd, re_form="~(1 | plate)"))
