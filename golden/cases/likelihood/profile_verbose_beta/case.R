suppressPackageStartupMessages(library(lme4))
data("sleepstudy", package = "lme4")
m <- lmer(Reaction ~ Days + (Days | Subject), sleepstudy, REML = FALSE)
p <- profile(m, which = 6, verbose = 1)
