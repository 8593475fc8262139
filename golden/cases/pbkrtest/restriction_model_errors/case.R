suppressPackageStartupMessages({
  library(lme4)
  library(pbkrtest)
})
data("sleepstudy", package = "lme4")
fm1 <- lmer(Reaction ~ Days + (Days | Subject), data = sleepstudy)
tryCatch(restriction_matrix2model(fm1, diag(2)), error = function(e) cat(conditionMessage(e), "\n", sep = ""))
