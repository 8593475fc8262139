suppressPackageStartupMessages(library(lme4))
wide <- read.csv("golden/data/wide.csv")
m <- lmer(y ~ x1 + x2 + x3 + x4 + x5 + x6 + x7 + x8 + b + zz + k14 + Income2019 + (1 | g), wide)
summary(m)
values <- list(theta = getME(m, "theta"), beta = fixef(m), sigma = sigma(m), vcov = vcov(m),
               deviance = REMLcrit(m), count = m@optinfo$feval)
