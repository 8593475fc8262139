from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer, predict

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
print(predict(m))
print(predict(m, re_form="NA"))
