suppressPackageStartupMessages(library(lme4))
sleep <- read.csv("golden/data/sleep.csv")
m <- lmer(Reaction ~ Days * sex + (Days || Subject), sleep, REML = FALSE, weights = w, offset = off)
summary(m)
values <- list(theta = getME(m, "theta"), beta = fixef(m), sigma = sigma(m), vcov = vcov(m),
               deviance = deviance(m), count = m@optinfo$feval)
