suppressPackageStartupMessages(library(lme4))
data("cake", package = "lme4")
m <- lmer(angle ~ recipe * temperature + (1 | replicate), cake, contrasts = list(recipe = "contr.sum", temperature = "contr.helmert"))
print(summary(m), correlation = FALSE)
values <- list(theta = getME(m, "theta"), beta = fixef(m), sigma = sigma(m), vcov = vcov(m),
               deviance = REMLcrit(m), count = m@optinfo$feval)
