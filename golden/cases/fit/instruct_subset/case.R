suppressPackageStartupMessages(library(lme4))
data("InstEval", package = "lme4")
m <- lmer(y ~ studage + service + (1 | s) + (1 | d), InstEval, subset = as.integer(s) <= 60)
m
summary(m)
values <- list(theta = getME(m, "theta"), beta = fixef(m), sigma = sigma(m), vcov = vcov(m),
               deviance = REMLcrit(m), count = m@optinfo$feval)
