from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer, predict

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
nd = {"Days": [0.0, 3.0, 12.0], "Subject": ["308", "309", "372"]}
print(predict(m, nd, re_form="~(1 | Subject)"))
print(predict(m, nd, re_form="~(0 + Days | Subject)"))
print(predict(m, nd, re_form="~(Days | Subject)"))
