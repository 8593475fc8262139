suppressPackageStartupMessages(library(lme4))
data("sleepstudy", package = "lme4")
m <- lmer(Reaction ~ Days + (Days || Subject), sleepstudy)
b <- bootMer(m, fixef, nsim = 30, seed = 14)
b
confint(b, type = "basic", level = 0.9)
values <- list(exact = b$t)
