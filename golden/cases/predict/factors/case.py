from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer, predict
from rcompat.base.conditions import RError

cake = load_dataset("cake")
m = lmer("angle ~ recipe * temperature + (1 | recipe:replicate)", data=cake)
nd = {"recipe": ["A", "C"], "temperature": ["175", "225"], "replicate": ["1", "2"]}
print(predict(m, nd))
print(predict(m, nd, re_form="NA"))
try:
    print(predict(m, {**nd, "recipe": ["Z", "Z"]}))
except RError as error:
    print(error.message)
