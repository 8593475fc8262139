suppressPackageStartupMessages(library(lmerTest))
crossed <- read.csv("golden/data/crossed.csv")
m <- lmer(rt ~ cond * type + (1 + cond || subj) + (1 | item), crossed, REML = FALSE)
summary(m)
values <- list(theta = getME(m, "theta"), beta = fixef(m), sigma = sigma(m), vcov = vcov(m),
               deviance = deviance(m), count = m@optinfo$feval)
