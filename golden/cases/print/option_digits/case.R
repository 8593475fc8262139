suppressPackageStartupMessages(library(lme4))
data("sleepstudy", package = "lme4")
options(digits = 4)
m <- lmer(Reaction ~ Days + (Days | Subject), sleepstudy)
m
summary(m)
VarCorr(m)
fixef(m)
options(digits = 12)
m
summary(m)
VarCorr(m)
fixef(m)
