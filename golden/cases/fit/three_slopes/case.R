suppressPackageStartupMessages(library(lme4))
crossed <- read.csv("golden/data/crossed.csv")
m <- lmer(rt ~ cond * type + (1 + cond + type | subj), crossed)
m
summary(m)
values <- list(theta = getME(m, "theta"), deviance = REMLcrit(m))
