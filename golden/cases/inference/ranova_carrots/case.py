from pylmer.datasets import load_dataset
from pylmer.lmertest import lmer, ranova

carrots = load_dataset("carrots")
m = lmer("Preference ~ sens2 + Homesize + (1 + sens2 | Consumer) + (1 | Product)", data=carrots)
print(ranova(m))
print(ranova(m, reduce_terms=False))
