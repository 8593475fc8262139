suppressPackageStartupMessages(library(lme4))
data("sleepstudy", package = "lme4")
m <- lmer(Reaction ~ Days + (Days | Subject), sleepstudy, REML = FALSE)
confint(m, parm = c(2, 5))
