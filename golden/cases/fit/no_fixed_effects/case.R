suppressPackageStartupMessages(library(lme4))
data("Dyestuff", package = "lme4")
m <- lmer(Yield ~ 0 + (1 | Batch), Dyestuff)
m
summary(m)
values <- list(theta = getME(m, "theta"))
