suppressPackageStartupMessages({
  library(lme4)
  library(pbkrtest)
})
data("sleepstudy", package = "lme4")
fm1 <- lmer(Reaction ~ Days + (Days | Subject), data = sleepstudy)
KRmodcomp(fm1, . ~ . - Days)
KRmodcomp(fm1, ~ 1 + (Days | Subject))
