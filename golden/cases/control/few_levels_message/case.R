suppressPackageStartupMessages(library(lme4))
flat <- read.csv("golden/data/flat.csv")
m <- lmer(y ~ x + (1 | h), flat, control = lmerControl(check.nlev.gtreq.5 = "warning"))
m
values <- list(theta = getME(m, "theta"))
