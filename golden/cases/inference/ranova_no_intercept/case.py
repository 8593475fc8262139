from pylmer.datasets import load_dataset
from pylmer.lmertest import lmer, ranova

carrots = load_dataset("carrots")
m = lmer("Preference ~ sens2 + Homesize + (0 + sens2 | Consumer) + (1 | Product)", data=carrots)
print(ranova(m))
m2 = lmer("Preference ~ sens2 + (sens2 - 1 | Consumer)", data=carrots)
print(ranova(m2))
