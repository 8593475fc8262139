suppressPackageStartupMessages({
  library(lme4)
  library(pbkrtest)
})
data("ham", package = "lmerTest")
h1 <- lmer(Informed.liking ~ Product * Information + (1 | Consumer) + (1 | Consumer:Product), data = ham)
h0 <- lmer(Informed.liking ~ Product + Information + (1 | Consumer) + (1 | Consumer:Product), data = ham)
invisible(capture.output(s <- summary(KRmodcomp(h1, h0))))
as.data.frame(KRmodcomp(h1, h0))
