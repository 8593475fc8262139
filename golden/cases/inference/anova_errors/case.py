from pylmer.datasets import load_dataset
from pylmer.lmertest import anova, lmer
from rcompat.base.conditions import RError

ham = load_dataset("ham")
m = lmer("Informed.liking ~ Product * Information + Age + (1 | Consumer)", data=ham)
try:
    anova(m, type="4")
except RError as error:
    print(error.message)
try:
    anova(m, type=4)
except RError as error:
    print(error.message)
try:
    anova(m, ddf="foo")
except RError as error:
    print(error.message)
ml = lmer("Informed.liking ~ Product * Information + Age + (1 | Consumer)", data=ham, REML=False)
try:
    anova(ml, ddf="Kenward-Roger")
except RError as error:
    print(error.message)
print(anova(ml))
