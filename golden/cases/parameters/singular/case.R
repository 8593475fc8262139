suppressPackageStartupMessages({
  library(lme4)
  library(parameters)
})
data("Dyestuff2", package = "lme4")
p1 <- lmer(Yield ~ 1 + (1 | Batch), data = Dyestuff2)
model_parameters(p1)
model_parameters(p1, ci_method = "satterthwaite")
