from pylmer.datasets import load_dataset
from pylmer.lmertest import anova, lmer

sleepstudy = load_dataset("sleepstudy")
m = lmer("Reaction ~ Days + I(Days^2) + (Days | Subject)", data=sleepstudy)
print(anova(m, ddf="Ken"))
print(anova(m, type=1, ddf="Ken"))
