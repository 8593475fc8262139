suppressPackageStartupMessages({
  library(lme4)
  library(pbkrtest)
})
data("ham", package = "lmerTest")
h1 <- lmer(Informed.liking ~ Product * Information + (1 | Consumer) + (1 | Consumer:Product), data = ham)
h0 <- lmer(Informed.liking ~ Product + Information + (1 | Consumer) + (1 | Consumer:Product), data = ham)
KRmodcomp(h1, h0)
values <- list(kr_ddf = getKR(KRmodcomp(h1, h0), "ddf"), kr_f = getKR(KRmodcomp(h1, h0), "Fstat"), kr_aux = getKR(KRmodcomp(h1, h0), "aux"), kr_vcov = as.matrix(vcovAdj(h1)), kr_w = as.matrix(attr(vcovAdj(h1), "W")))
