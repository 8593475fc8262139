suppressPackageStartupMessages(library(lme4))
data("Penicillin", package = "lme4")
m <- lmer(diameter ~ 1 + (1 | plate) + (1 | sample), Penicillin)
m
summary(m)
ranef(m)
values <- list(theta = getME(m, "theta"), beta = fixef(m), sigma = sigma(m), vcov = vcov(m),
               deviance = REMLcrit(m), count = m@optinfo$feval)
