from rcompat.base.conditions import RError
from rcompat.base.delimited import read_csv
from rcompat.linear.lm import anova, lm

sleep = read_csv("golden/data/sleep.csv")
m1 = lm("Reaction ~ Days", sleep)
m2 = lm("log(Reaction) ~ Days + sex", sleep)
m3 = lm("Reaction ~ Days + gappy_x", sleep)
print(anova(m1, m2))
try:
    anova(m1, m3)
except RError as error:
    print(error.message)
