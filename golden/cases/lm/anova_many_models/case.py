from rcompat.base.delimited import read_csv
from rcompat.linear.lm import anova, lm

sleep = read_csv("golden/data/sleep.csv")
m1 = lm("Reaction ~ 1", sleep)
m2 = lm("Reaction ~ Days", sleep)
m3 = lm("Reaction ~ Days + sex", sleep)
m4 = lm("Reaction ~ Days * sex", sleep)
m5 = lm("Reaction ~ Days * sex + dose", sleep)
m6 = lm("Reaction ~ Days * sex * dose", sleep)
m7 = lm("Reaction ~ Days * sex * dose + age", sleep)
m8 = lm("Reaction ~ Days * sex * dose * age", sleep)
m9 = lm("Reaction ~ Days * sex * dose * age + off", sleep)
m10 = lm("Reaction ~ Days * sex * dose * age * off", sleep)
m11 = lm("Reaction ~ Days * sex * dose * age * off + w", sleep)
print(anova(m1, m2, m3, m4, m5, m6, m7, m8, m9, m10, m11))
