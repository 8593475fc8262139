suppressPackageStartupMessages({
  library(lme4)
  library(parameters)
})
data("cake", package = "lme4")
k1 <- lmer(angle ~ recipe * temperature + (1 | recipe:replicate), data = cake)
model_parameters(k1)
