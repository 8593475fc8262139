from pylmer.datasets import load_dataset
from pylmer.lme4 import lmer
from pylmer.pbkrtest import SATmodcomp, getLRT, getSAT

schoolmot = load_dataset("schoolmot")
smod3 = lmer("grade ~ motiv * funding + (1 + motiv | schoolid)", data=schoolmot)
smod3_res = lmer("grade ~ motiv + funding + (1 + motiv | schoolid)", data=schoolmot)
print(SATmodcomp(smod3, smod3_res))
print(getLRT(smod3, smod3_res))
values = {
    "sat_ddf": getSAT(SATmodcomp(smod3, smod3_res), "ddf"),
    "restriction": SATmodcomp(smod3, smod3_res).restriction,
}
