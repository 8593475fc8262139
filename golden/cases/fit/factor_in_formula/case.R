suppressPackageStartupMessages(library(lme4))
sleep <- read.csv("golden/data/sleep.csv")
m <- lmer(Reaction ~ factor(Days > 4) + dose:sex + (1 | Subject), sleep)
m
summary(m)
values <- list(theta = getME(m, "theta"), beta = fixef(m))
