from rcompat.base.delimited import read_csv
from rcompat.base.options import options
from rcompat.linear.lm import lm

wide = read_csv("golden/data/wide.csv")
options(width=60)
m = lm("y ~ x1 + a.very.long.predictor.name + another_rather_long_name + Income2019", wide)
print(m)
print(m.summary())
print(m.vcov())
