suppressPackageStartupMessages(library(lme4))
wide <- read.csv("golden/data/wide.csv")
m <- lmer(y ~ . - g + (1 | g), wide, subset = x1 > -1)
m
values <- list(theta = getME(m, "theta"), beta = fixef(m))
