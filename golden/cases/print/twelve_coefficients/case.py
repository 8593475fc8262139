from pylmer.lme4 import lmer
from rcompat.base.delimited import read_csv

wide = read_csv("golden/data/wide.csv")
m = lmer(
    "y ~ x1 + x2 + x3 + x4 + x5 + x6 + x7 + a.very.long.predictor.name + another_rather_long_name + Income2019 + b + (1 | g)",
    data=wide,
)
print(m)
print(m.summary())
