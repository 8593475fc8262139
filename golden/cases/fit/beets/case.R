suppressPackageStartupMessages(library(lmerTest))
data("beets", package = "pbkrtest")
m <- lmer(sugpct ~ block + sow + harvest + (1 | block:harvest), beets, REML = FALSE)
summary(m)
values <- list(theta = getME(m, "theta"), beta = fixef(m), sigma = sigma(m), vcov = vcov(m),
               deviance = deviance(m), count = m@optinfo$feval)
