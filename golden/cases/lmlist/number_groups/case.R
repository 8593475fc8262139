suppressPackageStartupMessages(library(lme4))
sleep <- read.csv("golden/data/sleep.csv")
l <- lmList(Reaction ~ age | Days, sleep)
l
summary(l)
fixef(l)
confint(l)
values <- list(fixef = fixef(l), coef = as.matrix(coef(l)))
