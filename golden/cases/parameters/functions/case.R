suppressPackageStartupMessages({
  library(lme4)
  library(parameters)
})
data("sleepstudy", package = "lme4")
m1 <- lmer(Reaction ~ log(Days + 1) + I(Days^2) + scale(Days) + (1 | Subject), data = sleepstudy)
m2 <- lmer(Reaction ~ poly(Days, 3) + (0 + Days | Subject), data = sleepstudy)
model_parameters(m1)
model_parameters(m2)
