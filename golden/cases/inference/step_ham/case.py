from pylmer.datasets import load_dataset
from pylmer.lmertest import get_model, lmer, step

ham = load_dataset("ham")
m = lmer("Informed.liking ~ Product * Information * Gender * Age + (1 | Product:Consumer) + (1 | Consumer)", data=ham)
s = step(m)
print(s)
print(get_model(s))
print(s.fixed)
print(s.random)
