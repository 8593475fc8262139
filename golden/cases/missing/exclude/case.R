suppressPackageStartupMessages(library(lme4))
sleep <- read.csv("golden/data/sleep.csv")
m <- lmer(gappy ~ gappy_x + (1 | gappy_g), sleep, na.action = na.exclude)
m
summary(m)
residuals(m)
values <- list(theta = getME(m, "theta"), beta = fixef(m), sigma = sigma(m), vcov = vcov(m),
               deviance = REMLcrit(m), count = m@optinfo$feval)
