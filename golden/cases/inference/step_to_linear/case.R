suppressPackageStartupMessages(library(lmerTest))
data("sleepstudy", package = "lme4")
m <- lmer(Reaction ~ Days + I(Days^2) + (1 | Subject), sleepstudy, subset = Days > 0, weights = Days)
s <- step(m, alpha.random = 1e-100)
s
get_model(s)
summary(get_model(s))
step(m, alpha.random = 1e-100, keep = "I(Days^2)")
