suppressPackageStartupMessages({
  library(lmerTest)
  library(pbkrtest)
})
data("ham", package = "lmerTest")
h1 <- lmer(Informed.liking ~ Product * Information + (1 | Consumer) + (1 | Consumer:Product), data = ham)
h0 <- lmer(Informed.liking ~ Product + Information + (1 | Consumer) + (1 | Consumer:Product), data = ham)
SATmodcomp(h1, h0)
KRmodcomp(h1, h0)
