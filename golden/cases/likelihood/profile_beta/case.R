suppressPackageStartupMessages(library(lme4))
data("sleepstudy", package = "lme4")
m <- lmer(Reaction ~ Days + (1 | Subject), sleepstudy, REML = FALSE)
p <- profile(m, which = "beta_")
p
