suppressPackageStartupMessages({
  library(lme4)
  library(parameters)
})
data("sleepstudy", package = "lme4")
fm1 <- lmer(Reaction ~ Days + (Days | Subject), data = sleepstudy)
model_parameters(fm1, ci_method = "residual")
