from pylmer.datasets import load_dataset
from pylmer.lmertest import drop1, lmer
from rcompat.base.conditions import RError

ham = load_dataset("ham")
m = lmer("Informed.liking ~ Product * Information + Age + (1 | Consumer)", data=ham)
try:
    drop1(m, scope="~Age")
except RError as error:
    print(error.message)
try:
    drop1(m, "foo")
except RError as error:
    print(error.message)
try:
    drop1(m, "Product")
except RError as error:
    print(error.message)
try:
    drop1(m, 3)
except RError as error:
    print(error.message)
try:
    drop1(m, ddf="foo")
except RError as error:
    print(error.message)
try:
    drop1(m, ddf="lme4", test="F")
except RError as error:
    print(error.message)
