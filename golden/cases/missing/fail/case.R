suppressPackageStartupMessages(library(lme4))
sleep <- read.csv("golden/data/sleep.csv")
tryCatch(lmer(gappy ~ Days + (1 | Subject), sleep, na.action = na.fail), error = function(e) cat(conditionMessage(e), "\n", sep = ""))
