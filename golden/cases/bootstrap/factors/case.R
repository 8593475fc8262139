suppressPackageStartupMessages(library(lme4))
data("cake", package = "lme4")
m <- lmer(angle ~ recipe + temp + (1 | recipe:replicate), cake)
b <- bootMer(m, fixef, nsim = 25, seed = 6)
b
confint(b, level = 0.9)
values <- list(exact = b$t)
