suppressPackageStartupMessages(library(lme4))
sleep <- read.csv("golden/data/sleep.csv")
m <- lmer(Reaction ~ cut(Days, c(-1, 2, 5, 10)) + ifelse(age > 40, 1, 0) + (1 | Subject), sleep)
m
summary(m)
values <- list(theta = getME(m, "theta"), beta = fixef(m), sigma = sigma(m), vcov = vcov(m),
               deviance = REMLcrit(m), count = m@optinfo$feval)
