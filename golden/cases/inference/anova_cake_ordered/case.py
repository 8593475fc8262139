from pylmer.datasets import load_dataset
from pylmer.lmertest import anova, lmer

cake = load_dataset("cake")
m = lmer("angle ~ recipe * temperature + (1 | recipe:replicate)", data=cake)
print(anova(m))
print(anova(m, type="II"))
print(anova(m, ddf="Kenward-Roger"))
