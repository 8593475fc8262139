import numpy as np

from pylmer.datasets import load_dataset
from pylmer.lme4 import fitted, lmer, refit, residuals

Dyestuff = load_dataset("Dyestuff")
m = lmer("Yield ~ 1 + (1 | Batch)", data=Dyestuff)
print(refit(m, np.asarray(fitted(m)) + 2 * np.asarray(residuals(m))))
