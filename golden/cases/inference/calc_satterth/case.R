suppressPackageStartupMessages(library(lmerTest))
data("sleepstudy", package = "lme4")
m <- lmer(Reaction ~ Days + I(Days^2) + (Days | Subject), sleepstudy)
L <- diag(3)[2:3, ]
calcSatterth(m, L)
calcSatterth(m, c(0, 1, 0))
tryCatch(calcSatterth(m, c(0, 1)), error = function(e) cat(conditionMessage(e), "\n", sep = ""))
