suppressPackageStartupMessages({
  library(lme4)
  library(pbkrtest)
})
data("carrots", package = "lmerTest")
c1 <- lmer(Preference ~ sens2 + Homesize + (1 + sens2 | Consumer), data = carrots)
c0 <- lmer(Preference ~ sens2 + (1 + sens2 | Consumer), data = carrots)
KRmodcomp(c1, c0)
values <- list(kr_ddf = getKR(KRmodcomp(c1, c0), "ddf"), kr_f = getKR(KRmodcomp(c1, c0), "Fstat"), kr_aux = getKR(KRmodcomp(c1, c0), "aux"), kr_vcov = as.matrix(vcovAdj(c1)), kr_w = as.matrix(attr(vcovAdj(c1), "W")))
