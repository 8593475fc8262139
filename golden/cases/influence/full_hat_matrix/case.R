suppressPackageStartupMessages(library(lme4))
tiny <- read.csv("golden/data/tiny.csv")
m <- suppressMessages(lmer(y ~ x + (1 | g), tiny))
hatvalues(m, fullHatMatrix = TRUE)
