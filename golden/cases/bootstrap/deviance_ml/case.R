suppressPackageStartupMessages(library(lme4))
data("sleepstudy", package = "lme4")
m <- lmer(Reaction ~ Days + (Days | Subject), sleepstudy, REML = FALSE)
b <- bootMer(m, deviance, nsim = 20, seed = 2)
b
confint(b, level = 0.5)
confint(b, type = "basic", level = 0.99)
values <- list(exact = b$t)
