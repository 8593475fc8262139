suppressPackageStartupMessages(library(lme4))
data("Pastes", package = "lme4")
m <- lmer(strength ~ 1 + (1 | sample) + (1 | batch), Pastes, REML = FALSE)
summary(m)
VarCorr(m)
values <- list(theta = getME(m, "theta"), beta = fixef(m), sigma = sigma(m), vcov = vcov(m),
               deviance = deviance(m), count = m@optinfo$feval)
