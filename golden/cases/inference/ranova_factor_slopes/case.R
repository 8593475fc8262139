suppressPackageStartupMessages(library(lmerTest))
data("ham", package = "lmerTest")
m <- lmer(Informed.liking ~ Product + (0 + Product | Consumer), ham)
ranova(m)
