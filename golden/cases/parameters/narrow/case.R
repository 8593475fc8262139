suppressPackageStartupMessages({
  library(lme4)
  library(parameters)
})
data("sleepstudy", package = "lme4")
fm1 <- lmer(Reaction ~ Days + (Days | Subject), data = sleepstudy)
options(width = 60)
model_parameters(fm1)
