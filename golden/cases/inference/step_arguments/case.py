from pylmer.datasets import load_dataset
from pylmer.lmertest import lmer, step
from rcompat.base.conditions import RError

ham = load_dataset("ham")
m = lmer("Informed.liking ~ Product * Information * Gender * Age + (1 | Product:Consumer) + (1 | Consumer)", data=ham)
print(step(m, reduce_random=False))
print(step(m, reduce_fixed=False))
print(step(m, alpha_fixed=0.2, alpha_random=1e-9))
try:
    step(m, ddf="lme4")
except RError as error:
    print(error.message)
