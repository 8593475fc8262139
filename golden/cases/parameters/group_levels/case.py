from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.parameters import model_parameters

sleepstudy = load_dataset("sleepstudy")
penicillin = load_dataset("Penicillin")
m = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
print(model_parameters(m, group_level=True, ci=0.9))
print(model_parameters(m, group_level=True, effects="random", digits=3))
print(model_parameters(m, group_level=True, effects="random", ci=(0.8, 0.95)))
p = lmer("diameter ~ 1 + (1 | plate) + (1 | sample)", data=penicillin, data_name="Penicillin")
print(model_parameters(p, group_level=True))
print(model_parameters(p, group_level=True, effects="random"))
