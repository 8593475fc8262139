suppressPackageStartupMessages(library(lme4))
data("cake", package = "lme4")
m <- lmer(angle ~ recipe + temp + (1 | recipe:replicate), cake)
confint(m, method = "Wald")
