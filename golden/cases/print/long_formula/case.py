from pylmer.lme4 import formula, lmer
from rcompat.base.delimited import read_csv
from rcompat.base.render import render

wide = read_csv("golden/data/wide.csv")
m = lmer(
    "log(abs(y) + 1) ~ a.very.long.predictor.name * another_rather_long_name + poly(Income2019, 2, raw = TRUE) + I(x1^2) + scale(x2) + (1 + a.very.long.predictor.name || g)",
    data=wide,
)
print(m)
print(m.summary())
print(render(formula(m)), end="")
