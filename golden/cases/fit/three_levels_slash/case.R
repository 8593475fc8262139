suppressPackageStartupMessages(library(lmerTest))
nested <- read.csv("golden/data/nested.csv")
m <- lmer(y ~ x + (1 | school/class), nested)
summary(m)
ngrps(m)
values <- list(theta = getME(m, "theta"), beta = fixef(m), sigma = sigma(m), vcov = vcov(m),
               deviance = REMLcrit(m), count = m@optinfo$feval)
