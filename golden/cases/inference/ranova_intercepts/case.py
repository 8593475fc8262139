from pylmer.datasets import load_dataset
from pylmer.lmertest import lmer, ranova

ham = load_dataset("ham")
Penicillin = load_dataset("Penicillin")
m = lmer("Informed.liking ~ Product * Information + (1 | Consumer) + (1 | Consumer:Product)", data=ham)
print(ranova(m))
m2 = lmer("diameter ~ 1 + (1 | plate) + (1 | sample)", data=Penicillin)
print(ranova(m2))
