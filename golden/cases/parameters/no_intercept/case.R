suppressPackageStartupMessages({
  library(lme4)
  library(parameters)
})
data("ham", package = "lmerTest")
h1 <- lmer(Informed.liking ~ 0 + Product + (1 | Consumer), data = ham)
model_parameters(h1)
