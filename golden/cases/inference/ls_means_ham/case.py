from pylmer.datasets import load_dataset
from pylmer.lmertest import lmer, ls_means, lsmeansLT
from rcompat.base.render import render

ham = load_dataset("ham")
m = lmer("Informed.liking ~ Product * Information + Age + (1 | Consumer)", data=ham)
print(ls_means(m))
print(ls_means(m, which="Product"))
print(ls_means(m, which=["Product:Information", "Product"], level=0.9))
print(lsmeansLT(m, which="Information"))
print(ls_means(m, which="Product", ddf="Ken"))
print(render(ls_means(m), digits=3), end="")
values = {"df": ls_means(m).table["df"]}
