suppressPackageStartupMessages(library(lme4))
crossed <- read.csv("golden/data/crossed.csv")
l <- lmList(rt ~ 1 | subj, crossed)
l
summary(l)
fixef(l)
confint(l)
values <- list(fixef = fixef(l), coef = as.matrix(coef(l)))
