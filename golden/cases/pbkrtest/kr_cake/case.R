suppressPackageStartupMessages({
  library(lme4)
  library(pbkrtest)
})
data("cake", package = "lme4")
k1 <- lmer(angle ~ recipe * temperature + (1 | recipe:replicate), data = cake)
k0 <- lmer(angle ~ recipe + temperature + (1 | recipe:replicate), data = cake)
KRmodcomp(k1, k0)
values <- list(kr_ddf = getKR(KRmodcomp(k1, k0), "ddf"), kr_f = getKR(KRmodcomp(k1, k0), "Fstat"), kr_aux = getKR(KRmodcomp(k1, k0), "aux"))
