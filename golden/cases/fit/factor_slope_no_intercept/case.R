suppressPackageStartupMessages(library(lme4))
sleep <- read.csv("golden/data/sleep.csv")
m <- lmer(Reaction ~ 0 + sex + (0 + sex | Days), sleep)
m
summary(m)
values <- list(theta = getME(m, "theta"), sigma = sigma(m))
