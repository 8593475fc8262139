suppressPackageStartupMessages(library(lmerTest))
data("InstEval", package = "lme4")
m <- lmer(y ~ studage * service + lectage + (1 | d), InstEval, subset = as.integer(d) <= 40)
print(summary(m), correlation = TRUE)
values <- list(theta = getME(m, "theta"), beta = fixef(m), sigma = sigma(m), vcov = vcov(m),
               deviance = REMLcrit(m), count = m@optinfo$feval)
