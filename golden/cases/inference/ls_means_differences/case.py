from pylmer.datasets import load_dataset
from pylmer.lmertest import difflsmeans, lmer, ls_means

ham = load_dataset("ham")
TVbo = load_dataset("TVbo")
m = lmer("Informed.liking ~ Product * Information + Age + (1 | Consumer)", data=ham)
print(difflsmeans(m))
print(ls_means(m, which="Product", pairwise=True, level=0.99))
m2 = lmer("Coloursaturation ~ TVset + Picture + (1 | Assessor)", data=TVbo)
print(difflsmeans(m2))
print(difflsmeans(m2, which="TVset", ddf="Ken"))
