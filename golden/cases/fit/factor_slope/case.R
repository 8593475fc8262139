suppressPackageStartupMessages(library(lme4))
sleep <- read.csv("golden/data/sleep.csv")
m <- lmer(Reaction ~ dose + (dose | Subject), sleep)
m
summary(m)
values <- list(theta = getME(m, "theta"), sigma = sigma(m))
