suppressPackageStartupMessages(library(lme4))
data("VerbAgg", package = "lme4")
m <- lmer(as.numeric(resp) ~ Gender + btype + situ + (1 | id) + (1 | item), VerbAgg)
summary(m)
values <- list(theta = getME(m, "theta"), beta = fixef(m), sigma = sigma(m), vcov = vcov(m),
               deviance = REMLcrit(m), count = m@optinfo$feval)
