suppressPackageStartupMessages({
  library(lmerTest)
  library(pbkrtest)
})
data("ham", package = "lmerTest")
h1 <- lmer(Informed.liking ~ Product * Information + (1 | Consumer) + (1 | Consumer:Product), data = ham)
summary(h1, ddf = "Kenward-Roger")
