suppressPackageStartupMessages({
  library(lme4)
  library(pbkrtest)
})
data("sleepstudy", package = "lme4")
fm1 <- lmer(Reaction ~ Days + (Days | Subject), data = sleepstudy)
KRmodcomp(fm1, cbind(0, 1))
KRmodcomp(fm1, c(1, -2))
KRmodcomp(fm1, diag(2))
