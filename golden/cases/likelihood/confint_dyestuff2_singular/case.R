suppressPackageStartupMessages(library(lme4))
data("Dyestuff2", package = "lme4")
m <- lmer(Yield ~ 1 + (1 | Batch), Dyestuff2)
confint(m)
