suppressPackageStartupMessages({
  library(lme4)
  library(pbkrtest)
})
data("ham", package = "lmerTest")
h0 <- lmer(Informed.liking ~ Product + Information + (1 | Consumer) + (1 | Consumer:Product), data = ham)
h00 <- lmer(Informed.liking ~ Information + (1 | Consumer) + (1 | Consumer:Product), data = ham)
KRmodcomp(h0, h00)
values <- list(kr_ddf = getKR(KRmodcomp(h0, h00), "ddf"), kr_f = getKR(KRmodcomp(h0, h00), "Fstat"), kr_aux = getKR(KRmodcomp(h0, h00), "aux"))
