suppressPackageStartupMessages(library(lme4))
data("Pastes", package = "lme4")
m <- lmer(strength ~ 1 + (1 | batch/cask), Pastes)
m
summary(m)
values <- list(theta = getME(m, "theta"), beta = fixef(m), sigma = sigma(m), vcov = vcov(m),
               deviance = REMLcrit(m), count = m@optinfo$feval)
