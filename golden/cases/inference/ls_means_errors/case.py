from pylmer.datasets import load_dataset
from pylmer.lmertest import lmer, ls_means
from rcompat.base.conditions import RError

ham = load_dataset("ham")
sleepstudy = load_dataset("sleepstudy")
m = lmer("Informed.liking ~ Product * Information + Age + (1 | Consumer)", data=ham)
try:
    ls_means(m, which="Age")
except RError as error:
    print(error.message)
try:
    ls_means(m, ddf="foo")
except RError as error:
    print(error.message)
try:
    ls_means(m, level=2)
except RError as error:
    print(error.message)
m2 = lmer("Informed.liking ~ Product + log(Age) + (1 | Consumer)", data=ham)
try:
    ls_means(m2)
except RError as error:
    print(error.message)
m3 = lmer("Reaction ~ Days + (Days | Subject)", data=sleepstudy)
print(ls_means(m3))
try:
    ls_means(m3, which="Days")
except RError as error:
    print(error.message)
