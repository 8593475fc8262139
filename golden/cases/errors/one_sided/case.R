suppressPackageStartupMessages(library(lme4))
sleep <- read.csv("golden/data/sleep.csv")
tryCatch(lmer(~ Days + (1 | Subject), sleep), error = function(e) cat(conditionMessage(e), "\n", sep = ""))
