suppressPackageStartupMessages(library(lme4))
wide <- read.csv("golden/data/wide.csv")
m <- lmer(log(abs(y) + 1) ~ a.very.long.predictor.name * another_rather_long_name + poly(Income2019, 2, raw = TRUE) + I(x1^2) + scale(x2) + (1 + a.very.long.predictor.name || g), wide)
m
summary(m)
formula(m)
