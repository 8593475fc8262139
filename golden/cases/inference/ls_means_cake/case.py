from pylmer.datasets import load_dataset
from pylmer.lmertest import difflsmeans, lmer, ls_means, show_tests

cake = load_dataset("cake")
m = lmer("angle ~ recipe * temp + (1 | recipe:replicate)", data=cake)
print(ls_means(m))
print(show_tests(ls_means(m)))
m2 = lmer("angle ~ recipe * temperature + (1 | recipe:replicate)", data=cake)
print(ls_means(m2))
print(difflsmeans(m2, which="recipe"))
