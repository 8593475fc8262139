suppressPackageStartupMessages({
  library(lme4)
  library(parameters)
})
data("sleepstudy", package = "lme4")
m1 <- lmer(I(Reaction * 10000) ~ Days + (Days | Subject), data = sleepstudy)
m2 <- lmer(I(Reaction / 1e+06) ~ Days + (Days | Subject), data = sleepstudy)
model_parameters(m1)
model_parameters(m2)
