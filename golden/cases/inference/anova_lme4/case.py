from pylmer.datasets import load_dataset
from pylmer.lme4 import anova, lmer
from rcompat.base.render import render

sleepstudy = load_dataset("sleepstudy")
cake = load_dataset("cake")
m = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
print(anova(m))
m2 = lmer("angle ~ recipe * temperature + (1 | recipe:replicate)", data=cake)
print(anova(m2))
print(render(anova(m2), digits=3), end="")
values = {"sum_sq": anova(m2)["Sum Sq"], "f": anova(m2)["F value"]}
