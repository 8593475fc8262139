suppressPackageStartupMessages(library(lme4))
sites <- read.csv("golden/data/sites.csv")
m1 <- lmer(Biomass~Temp+N+(1+Temp|Site),sites)
summary(m1)
m1
values <- list(theta = getME(m1, "theta"), beta = fixef(m1), sigma = sigma(m1), vcov = vcov(m1),
               deviance = REMLcrit(m1), count = m1@optinfo$feval)
