suppressPackageStartupMessages({
  library(lme4)
  library(parameters)
})
data("Pastes", package = "lme4")
p1 <- lmer(strength ~ 1 + (1 | batch/cask), data = Pastes)
model_parameters(p1)
