from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer, predict

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ poly(Days, 2) + log(Days + 1) + (scale(Days) | Subject)", data=sleepstudy)
nd = {"Days": [0.0, 3.0, 12.0], "Subject": ["308", "309", "372"]}
print(predict(m, nd))
print(predict(m, nd, re_form="NA"))
