suppressPackageStartupMessages(library(lmerTest))
data("sleepstudy", package = "lme4")
m <- lmer(Reaction ~ Days + (1 | Subject), sleepstudy)
confint(m)
