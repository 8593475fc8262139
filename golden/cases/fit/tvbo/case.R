suppressPackageStartupMessages(library(lmerTest))
data("TVbo", package = "lmerTest")
m <- lmer(Coloursaturation ~ TVset * Picture + (1 | Assessor) + (1 | Assessor:TVset), TVbo)
print(summary(m), correlation = FALSE)
values <- list(theta = getME(m, "theta"), beta = fixef(m), sigma = sigma(m), vcov = vcov(m),
               deviance = REMLcrit(m), count = m@optinfo$feval)
