suppressPackageStartupMessages(library(lme4))
nested <- read.csv("golden/data/nested.csv")
m <- lmer(y ~ x + (x | school) + (1 | school:class), nested)
m
summary(m)
values <- list(theta = getME(m, "theta"), beta = fixef(m), sigma = sigma(m), vcov = vcov(m),
               deviance = REMLcrit(m), count = m@optinfo$feval)
