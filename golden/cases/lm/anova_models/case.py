from rcompat.base.delimited import read_csv
from rcompat.linear.lm import anova, lm

hsb = read_csv("golden/data/hsb.csv")
m1 = lm("math ~ ses", hsb)
m2 = lm("math ~ ses + sector", hsb)
m3 = lm("math ~ ses * sector + sex", hsb)
print(anova(m1, m2, m3))
print(anova(m3, m1))
print(anova(m1, m2, test="Chisq"))
print(anova(m1, m2, test="Cp"))
print(anova(m1, m2, scale=40.0))
print(anova(m1, m2, test=None))
