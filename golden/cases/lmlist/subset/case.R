suppressPackageStartupMessages(library(lme4))
sleep <- read.csv("golden/data/sleep.csv")
l <- lmList(Reaction ~ Days | Subject, sleep, subset = Days > 3 & sex == "male")
l
summary(l)
fixef(l)
confint(l)
values <- list(fixef = fixef(l), coef = as.matrix(coef(l)))
