suppressPackageStartupMessages({
  library(lme4)
  library(pbkrtest)
})
data("beets", package = "pbkrtest")
b1 <- lmer(sugpct ~ block + sow + harvest + (1 | block:harvest), data = beets)
b0 <- lmer(sugpct ~ 1 + (1 | block:harvest), data = beets)
KRmodcomp(b1, b0)
values <- list(kr_ddf = getKR(KRmodcomp(b1, b0), "ddf"), kr_f = getKR(KRmodcomp(b1, b0), "Fstat"), kr_aux = getKR(KRmodcomp(b1, b0), "aux"))
