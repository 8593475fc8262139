suppressPackageStartupMessages(library(lme4))
sleep <- read.csv("golden/data/sleep.csv")
tryCatch(lmer(Reaction ~ Days + (1 | Subject), sleep, weights = c(1, 2, 3)), error = function(e) cat(conditionMessage(e), "\n", sep = ""))
tryCatch(lmer(Reaction ~ Days + (1 | Subject), sleep, offset = c(1, 2)), error = function(e) cat(conditionMessage(e), "\n", sep = ""))
