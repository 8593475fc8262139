from pylmer.datasets import load_dataset
from pylmer.lmertest import lmer, step

ham = load_dataset("ham")
m = lmer("Informed.liking ~ Product * Information * Gender * Age + (1 | Product:Consumer) + (1 | Consumer)", data=ham)
print(step(m, keep=["Information", "Product:Information"]))
print(step(m, keep="foo"))
