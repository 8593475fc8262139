from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.pbkrtest import KRmodcomp, getKR

cake = load_dataset("cake")
k1 = lmer("angle ~ recipe * temperature + (1 | recipe:replicate)", data=cake)
k0 = lmer("angle ~ recipe + temperature + (1 | recipe:replicate)", data=cake)
print(KRmodcomp(k1, k0))
values = {
    "kr_ddf": getKR(KRmodcomp(k1, k0), "ddf"),
    "kr_f": getKR(KRmodcomp(k1, k0), "Fstat"),
    "kr_aux": getKR(KRmodcomp(k1, k0), "aux"),
}
