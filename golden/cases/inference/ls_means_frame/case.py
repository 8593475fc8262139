from pylmer.datasets import load_dataset
from pylmer.lmertest import difflsmeans, lmer, ls_means
from rcompat.base.render import render

ham = load_dataset("ham")
m = lmer("Informed.liking ~ Product * Information + Age + (1 | Consumer)", data=ham)
print(render(ls_means(m).to_frame()), end="")
print(render(difflsmeans(m, which="Product").to_frame()), end="")
print(render(ls_means(m).to_frame(add_levels=False)), end="")
