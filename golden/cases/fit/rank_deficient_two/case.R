suppressPackageStartupMessages(library(lmerTest))
sleep <- read.csv("golden/data/sleep.csv")
m <- lmer(Reaction ~ Days + double + triple + dose + (1 | Subject), sleep)
summary(m)
fixef(m, add.dropped = TRUE)
values <- list(theta = getME(m, "theta"), beta = fixef(m), sigma = sigma(m), vcov = vcov(m),
               deviance = REMLcrit(m), count = m@optinfo$feval)
