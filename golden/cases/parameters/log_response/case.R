suppressPackageStartupMessages({
  library(lme4)
  library(parameters)
})
data("sleepstudy", package = "lme4")
m1 <- lmer(log(Reaction) ~ Days + (Days || Subject), data = sleepstudy)
model_parameters(m1)
