suppressPackageStartupMessages(library(lme4))
sleep <- read.csv("golden/data/sleep.csv")
m <- lmer(Reaction ~ micro + (micro | Subject), sleep)
m
summary(m)
values <- list(sigma = sigma(m))
