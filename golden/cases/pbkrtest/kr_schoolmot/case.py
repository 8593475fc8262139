from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.pbkrtest import KRmodcomp, getKR

schoolmot = load_dataset("schoolmot")
smod3 = lmer("grade ~ motiv * funding + (1 + motiv | schoolid)", data=schoolmot)
smod3_res = lmer("grade ~ motiv + funding + (1 + motiv | schoolid)", data=schoolmot)
print(KRmodcomp(largeModel=smod3, smallModel=smod3_res))
values = {
    "kr_ddf": getKR(KRmodcomp(smod3, smod3_res), "ddf"),
    "kr_f": getKR(KRmodcomp(smod3, smod3_res), "Fstat"),
    "kr_aux": getKR(KRmodcomp(smod3, smod3_res), "aux"),
}
