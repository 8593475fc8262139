suppressPackageStartupMessages({
  library(lmerTest)
  library(pbkrtest)
})
data("sleepstudy", package = "lme4")
fm1 <- lmer(Reaction ~ Days + (Days | Subject), data = sleepstudy, REML = FALSE)
tryCatch(summary(fm1, ddf = "Kenward-Roger"), error = function(e) cat(conditionMessage(e), "\n", sep = ""))
