from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer, predict

schoolmot = load_dataset("schoolmot")
m = lmer("grade ~ motiv * funding + (1 + motiv | schoolid)", data=schoolmot)
nd = schoolmot.take(slice(0, 5))
print(predict(m, nd))
print(predict(m, nd, re_form="NA"))
