suppressPackageStartupMessages({
  library(lme4)
  library(parameters)
})
data("carrots", package = "lmerTest")
c1 <- lmer(Preference ~ sens2 + Homesize + (1 + sens2 | Consumer), data = carrots)
model_parameters(c1)
