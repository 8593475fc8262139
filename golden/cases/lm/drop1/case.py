import math

from rcompat.base.conditions import RError
from rcompat.base.delimited import read_csv
from rcompat.linear.lm import drop1, lm

hsb = read_csv("golden/data/hsb.csv")
m = lm("math ~ ses * sector + sex + minority", hsb)
print(drop1(m))
print(drop1(m, test="F"))
print(drop1(m, test="Chisq"))
print(drop1(m, scale=35.0))
print(drop1(m, k=math.log(100)))
print(drop1(m, "sex", test="F"))
try:
    drop1(m, "zz")
except RError as error:
    print(error.message)
