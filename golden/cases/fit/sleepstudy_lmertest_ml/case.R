suppressPackageStartupMessages(library(lmerTest))
data("sleepstudy", package = "lme4")
m <- lmer(Reaction ~ Days + (Days | Subject), data = sleepstudy, REML = FALSE)
m
summary(m)
values <- list(theta = getME(m, "theta"), beta = fixef(m), sigma = sigma(m), vcov = vcov(m),
               deviance = deviance(m), count = m@optinfo$feval)
