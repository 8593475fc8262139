suppressPackageStartupMessages({
  library(lme4)
  library(pbkrtest)
})
data("sleepstudy", package = "lme4")
fm1 <- lmer(Reaction ~ Days + (Days | Subject), data = sleepstudy)
fm0 <- lmer(Reaction ~ 1 + (Days | Subject), data = sleepstudy)
KRmodcomp(fm0, fm1)
values <- list(kr_ddf = getKR(KRmodcomp(fm0, fm1), "ddf"), kr_f = getKR(KRmodcomp(fm0, fm1), "Fstat"), kr_aux = getKR(KRmodcomp(fm0, fm1), "aux"))
