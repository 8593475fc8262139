suppressPackageStartupMessages({
  library(lme4)
  library(pbkrtest)
})
data("sleepstudy", package = "lme4")
fm1 <- lmer(Reaction ~ Days + (Days | Subject), data = sleepstudy)
fm0 <- lmer(Reaction ~ 1 + (Days | Subject), data = sleepstudy)
getLRT(fm1, fm0)
values <- list(loglik = getLRT(fm1, fm0)[1:2])
