suppressPackageStartupMessages(library(lme4))
sleep <- read.csv("golden/data/sleep.csv")
l <- lmList(log(Reaction) ~ poly(Days, 2) | sex, sleep)
l
summary(l)
fixef(l)
confint(l)
coef(summary(l))
values <- list(fixef = fixef(l), coef = as.matrix(coef(l)))
