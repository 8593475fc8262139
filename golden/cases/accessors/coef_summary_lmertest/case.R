suppressPackageStartupMessages(library(lmerTest))
data("sleepstudy", package = "lme4")
m <- lmer(Reaction ~ Days + (Days | Subject), sleepstudy)
coef(summary(m))
