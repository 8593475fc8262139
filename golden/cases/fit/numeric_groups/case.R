suppressPackageStartupMessages(library(lme4))
nested <- read.csv("golden/data/nested.csv")
m <- lmer(y ~ x + (1 | school) + (1 | class:school), nested, REML = FALSE)
m
ranef(m)
values <- list(theta = getME(m, "theta"), beta = fixef(m), sigma = sigma(m), vcov = vcov(m),
               deviance = deviance(m), count = m@optinfo$feval)
