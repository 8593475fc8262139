suppressPackageStartupMessages(library(lme4))
data("Pastes", package = "lme4")
m <- lmer(strength ~ 1 + (1 | batch/cask), Pastes, REML = FALSE)
confint(m)
