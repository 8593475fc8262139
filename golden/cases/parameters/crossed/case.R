suppressPackageStartupMessages({
  library(lme4)
  library(parameters)
})
data("Penicillin", package = "lme4")
p1 <- lmer(diameter ~ 1 + (1 | plate) + (1 | sample), data = Penicillin)
model_parameters(p1)
model_parameters(p1, ci_method = "kr")
