from rcompat.base.conditions import RError
from rcompat.base.delimited import read_csv
from rcompat.linear.lm import add1, lm

hsb = read_csv("golden/data/hsb.csv")
m = lm("math ~ ses", hsb)
print(add1(m, "~ . + sector + sex + ses:sex"))
print(add1(m, "~ . + sector + sex", test="F"))
print(add1(m, ("sector", "sex"), test="Chisq"))
print(add1(m, "~ . + sector", scale=35.0))
try:
    add1(m, "~ .")
except RError as error:
    print(error.message)
