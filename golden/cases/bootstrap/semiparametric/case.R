suppressPackageStartupMessages(library(lme4))
data("sleepstudy", package = "lme4")
m <- lmer(Reaction ~ Days + (Days | Subject), sleepstudy)
b <- bootMer(m, fixef, nsim = 30, seed = 31, use.u = TRUE, type = "semiparametric")
b
confint(b, type = "basic")
confint(b, type = "norm")
values <- list(exact = b$t)
