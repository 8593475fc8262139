suppressPackageStartupMessages(library(lmerTest))
data("cake", package = "lme4")
m <- lmer(angle ~ recipe + temp + (1 | replicate) + (1 | replicate:recipe), cake)
summary(m)
values <- list(theta = getME(m, "theta"), beta = fixef(m), sigma = sigma(m), vcov = vcov(m),
               deviance = REMLcrit(m), count = m@optinfo$feval)
