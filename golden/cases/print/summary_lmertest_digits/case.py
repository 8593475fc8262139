from pylmer.datasets import load_dataset
from pylmer.lmertest import lmer
from rcompat.base.render import render

ham = load_dataset("ham")
m = lmer("Informed.liking ~ Product + Age + (1 | Consumer)", data=ham)
print(render(m.summary(), digits=3), end="")
print(render(m.summary(), digits=7), end="")
