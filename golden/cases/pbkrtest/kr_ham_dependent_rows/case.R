suppressPackageStartupMessages({
  library(lme4)
  library(pbkrtest)
})
data("ham", package = "lmerTest")
h1 <- lmer(Informed.liking ~ Product * Information + (1 | Consumer) + (1 | Consumer:Product), data = ham)
L <- rbind(c(0, 1, 0, 0, 0, 0, 0, 0), c(0, 0, 1, 0, 0, 0, 0, 0), c(0, 1, 1, 0, 0, 0, 0, 0))
KRmodcomp(h1, L)
SATmodcomp(h1, L)
