suppressPackageStartupMessages(library(lme4))
data("sleepstudy", package = "lme4")
m <- lmer(Reaction ~ Days + (1 | Subject), data = sleepstudy, subset = Days > 1, na.action = na.omit)
m
summary(m)
