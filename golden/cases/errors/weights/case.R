suppressPackageStartupMessages(library(lme4))
sleep <- read.csv("golden/data/sleep.csv")
tryCatch(lmer(Reaction ~ Days + (1 | Subject), sleep, weights = -w), error = function(e) cat(conditionMessage(e), "\n", sep = ""))
