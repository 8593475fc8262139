suppressPackageStartupMessages({
  library(lme4)
  library(parameters)
})
data("sleepstudy", package = "lme4")
fm1 <- lmer(Reaction ~ Days + (Days | Subject), data = sleepstudy)
tryCatch(model_parameters(fm1, ci_method = "foo"), error = function(e) cat(conditionMessage(e), "\n", sep = ""))
tryCatch(model_parameters(fm1, effects = "foo"), error = function(e) cat(conditionMessage(e), "\n", sep = ""))
