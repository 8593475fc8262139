from pylmer.datasets import load_dataset
from pylmer.lmertest import lmer

carrots = load_dataset("carrots")
c1 = lmer("Preference ~ sens2 + Homesize + (1 + sens2 | Consumer)", data=carrots)
print(c1.summary(ddf="Kenward-Roger"))
