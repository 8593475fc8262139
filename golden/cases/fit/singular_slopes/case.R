suppressPackageStartupMessages(library(lme4))
flat <- read.csv("golden/data/flat.csv")
m <- lmer(y ~ x + (x | g) + (1 | h), flat)
m
summary(m)
values <- list(theta = getME(m, "theta"), sigma = sigma(m))
