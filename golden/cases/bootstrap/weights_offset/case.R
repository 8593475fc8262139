suppressPackageStartupMessages(library(lme4))
data("sleepstudy", package = "lme4")
m <- lmer(Reaction ~ Days + (1 | Subject), sleepstudy, weights = Days + 1, offset = Days * 2)
b <- bootMer(m, fixef, nsim = 25, seed = 8)
b
confint(b, type = "norm")
values <- list(exact = b$t)
