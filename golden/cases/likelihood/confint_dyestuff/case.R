suppressPackageStartupMessages(library(lme4))
data("Dyestuff", package = "lme4")
m <- lmer(Yield ~ 1 + (1 | Batch), Dyestuff)
confint(m)
