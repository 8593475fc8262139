suppressPackageStartupMessages({
  library(lme4)
  library(pbkrtest)
})
data("sleepstudy", package = "lme4")
s <- sleepstudy[1:90, ]
s$type <- factor((0:89 %/% 10) %% 6)
m1 <- lmer(Reaction ~ factor(type) * Days + (Days | Subject), s)
m0 <- lmer(Reaction ~ 1 + (1 | Subject), s)
KRmodcomp(m1, m0)
values <- list(kr_ddf = getKR(KRmodcomp(m1, m0), "ddf"), kr_f = getKR(KRmodcomp(m1, m0), "Fstat"), kr_aux = getKR(KRmodcomp(m1, m0), "aux"))
