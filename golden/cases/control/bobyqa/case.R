suppressPackageStartupMessages(library(lme4))
data("sleepstudy", package = "lme4")
m <- lmer(Reaction ~ Days + (Days | Subject), sleepstudy, control = lmerControl(optimizer = "bobyqa"))
m
summary(m)
values <- list(theta = getME(m, "theta"), deviance = REMLcrit(m))
