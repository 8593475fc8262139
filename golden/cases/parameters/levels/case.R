suppressPackageStartupMessages({
  library(lme4)
  library(parameters)
})
data("sleepstudy", package = "lme4")
fm1 <- lmer(Reaction ~ Days + (Days | Subject), data = sleepstudy)
model_parameters(fm1, ci = 0.9, effects = "fixed")
model_parameters(fm1, ci = c(0.8, 0.999))
model_parameters(fm1, ci = NULL)
