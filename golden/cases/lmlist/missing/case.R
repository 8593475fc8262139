suppressPackageStartupMessages(library(lme4))
sleep <- read.csv("golden/data/sleep.csv")
l <- lmList(gappy ~ Days | Subject, sleep)
l
summary(l)
fixef(l)
confint(l)
tryCatch(fitted(l), error = function(e) cat(conditionMessage(e), "\n", sep = ""))
values <- list(fixef = fixef(l), coef = as.matrix(coef(l)))
