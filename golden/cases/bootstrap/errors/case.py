from pylmer.datasets import load_dataset
from pylmer.lme4 import bootMer, fixef, lmer, simulate
from rcompat.base.conditions import RError

Dyestuff = load_dataset("Dyestuff")
m = lmer("Yield ~ 1 + (1 | Batch)", data=Dyestuff)


def say(call):
    try:
        call()
    except RError as error:
        print(error.message, "")


say(lambda: bootMer(m, fixef, nsim=0))
say(lambda: bootMer(m, fixef, nsim=-3))
say(lambda: bootMer(m, fixef, nsim=3, type="semiparametric"))
say(lambda: bootMer(m, lambda x: "a", nsim=3))
say(lambda: simulate(m, nsim=0))
