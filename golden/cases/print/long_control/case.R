suppressPackageStartupMessages(library(lme4))
data("sleepstudy", package = "lme4")
m <- lmer(Reaction ~ Days + (1 | Subject), sleepstudy, control = lmerControl(optimizer = "bobyqa", optCtrl = list(maxfun = 100000), check.nobs.vs.nlev = "warning", calc.derivs = FALSE))
m
summary(m)
