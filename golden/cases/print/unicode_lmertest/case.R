suppressPackageStartupMessages(library(lmerTest))
world <- read.csv("golden/data/world.csv")
m <- lmer(score ~ kind * höhe + (1 | town), world)
summary(m)
values <- list(theta = getME(m, "theta"), beta = fixef(m), sigma = sigma(m), vcov = vcov(m),
               deviance = REMLcrit(m), count = m@optinfo$feval)
