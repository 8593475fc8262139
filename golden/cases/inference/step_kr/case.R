suppressPackageStartupMessages(library(lmerTest))
data("ham", package = "lmerTest")
m <- lmer(Informed.liking ~ Product * Information + (1 | Consumer), ham)
step(m, ddf = "Kenward-Roger")
