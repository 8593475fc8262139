suppressPackageStartupMessages(library(lmerTest))
hsb <- read.csv("golden/data/hsb.csv")
m <- lmer(math ~ ses * sector + mean_ses + (ses | school), data = hsb)
summary(m)
values <- list(theta = getME(m, "theta"), beta = fixef(m), sigma = sigma(m), vcov = vcov(m),
               deviance = REMLcrit(m), count = m@optinfo$feval)
