suppressPackageStartupMessages({
  library(lme4)
  library(parameters)
})
data("sleepstudy", package = "lme4")
fm1 <- lmer(Reaction ~ Days + (Days | Subject), data = sleepstudy)
model_parameters(fm1, digits = 4)
model_parameters(fm1, digits = 0, effects = "fixed")
model_parameters(fm1, ci_digits = 4, p_digits = 3, effects = "fixed")
