suppressPackageStartupMessages(library(lme4))
crossed <- read.csv("golden/data/crossed.csv")
m <- lmer(rt ~ cond + (cond | subj) + (cond | item), crossed)
m
summary(m)
values <- list(theta = getME(m, "theta"), beta = fixef(m), sigma = sigma(m), vcov = vcov(m),
               deviance = REMLcrit(m), count = m@optinfo$feval)
