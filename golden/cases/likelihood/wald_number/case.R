suppressPackageStartupMessages(library(lme4))
data("sleepstudy", package = "lme4")
m <- lmer(Reaction ~ Days + (Days | Subject), sleepstudy)
confint(m, parm = 5:6, method = "Wald")
