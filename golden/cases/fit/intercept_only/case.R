suppressPackageStartupMessages(library(lme4))
data("Dyestuff", package = "lme4")
m <- lmer(Yield ~ 1 + (1 | Batch), Dyestuff)
m
summary(m)
ranef(m)
values <- list(theta = getME(m, "theta"), beta = fixef(m), sigma = sigma(m), vcov = vcov(m),
               deviance = REMLcrit(m), count = m@optinfo$feval)
