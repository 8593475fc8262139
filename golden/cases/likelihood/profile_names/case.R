suppressPackageStartupMessages(library(lme4))
data("Dyestuff", package = "lme4")
m <- lmer(Yield ~ 1 + (1 | Batch), Dyestuff, REML = FALSE)
p <- profile(m, signames = FALSE)
p
