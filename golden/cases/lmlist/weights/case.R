suppressPackageStartupMessages(library(lme4))
sleep <- read.csv("golden/data/sleep.csv")
l <- lmList(Reaction ~ Days + I(Days^2) | Subject, sleep, weights = w)
l
summary(l)
fixef(l)
confint(l)
logLik(l)
values <- list(fixef = fixef(l), coef = as.matrix(coef(l)))
