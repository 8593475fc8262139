suppressPackageStartupMessages({
  library(lme4)
  library(pbkrtest)
})
data("Pastes", package = "lme4")
p1 <- lmer(strength ~ 1 + (1 | batch/cask), data = Pastes)
KRmodcomp(p1, 1)
vcovAdj(p1)
values <- list(kr_vcov = as.matrix(vcovAdj(p1)), kr_w = as.matrix(attr(vcovAdj(p1), "W")))
