suppressPackageStartupMessages(library(lme4))
data("Dyestuff2", package = "lme4")
m <- lmer(Yield ~ 1 + (1 | Batch), Dyestuff2)
m
summary(m)
isSingular(m)
values <- list(theta = getME(m, "theta"), beta = fixef(m), sigma = sigma(m), vcov = vcov(m),
               deviance = REMLcrit(m), count = m@optinfo$feval)
