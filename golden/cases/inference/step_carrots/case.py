from pylmer.datasets import load_dataset
from pylmer.lmertest import lmer, step

carrots = load_dataset("carrots")
m = lmer("Preference ~ sens2 * Homesize + Age + (1 + sens2 | Consumer) + (1 | Product)", data=carrots)
print(step(m))
