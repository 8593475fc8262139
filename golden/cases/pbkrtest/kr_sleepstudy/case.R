suppressPackageStartupMessages({
  library(lme4)
  library(pbkrtest)
})
data("sleepstudy", package = "lme4")
fm1 <- lmer(Reaction ~ Days + (Days | Subject), data = sleepstudy)
fm0 <- lmer(Reaction ~ 1 + (Days | Subject), data = sleepstudy)
KRmodcomp(fm1, fm0)
values <- list(kr_ddf = getKR(KRmodcomp(fm1, fm0), "ddf"), kr_f = getKR(KRmodcomp(fm1, fm0), "Fstat"), kr_aux = getKR(KRmodcomp(fm1, fm0), "aux"), kr_vcov = as.matrix(vcovAdj(fm1)), kr_w = as.matrix(attr(vcovAdj(fm1), "W")))
