suppressPackageStartupMessages(library(lme4))
data("sleepstudy", package = "lme4")
m <- lmer(Reaction ~ Days + (Days | Subject), sleepstudy, REML = FALSE)
p <- profile(m, which = 4, delta.cutoff = 0.5)
p
