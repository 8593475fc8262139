suppressPackageStartupMessages(library(lmerTest))
data("sleepstudy", package = "lme4")
options(width = 60)
m <- lmer(Reaction ~ Days + (Days | Subject), sleepstudy)
m
summary(m)
ranef(m)
options(width = 120)
m
summary(m)
