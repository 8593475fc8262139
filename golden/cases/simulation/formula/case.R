suppressPackageStartupMessages(library(lme4))
data("sleepstudy", package = "lme4")
p <- list(beta = c(250, 10), theta = c(1, 0, 0.2), sigma = 25)
head(simulate(~ Days + (Days | Subject), newdata = sleepstudy, newparams = p, seed = 1, nsim = 2), 12)
tryCatch(simulate(~ Days + (Days | Subject), newdata = sleepstudy), error = function(e) cat(conditionMessage(e), "\n", sep = ""))
p$beta <- 1
tryCatch(simulate(~ Days + (Days | Subject), newdata = sleepstudy, newparams = p), error = function(e) cat(conditionMessage(e), "\n", sep = ""))
