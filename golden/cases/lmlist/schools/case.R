suppressPackageStartupMessages(library(lme4))
hsb <- read.csv("golden/data/hsb.csv")
l <- lmList(math ~ ses | school, hsb)
l
summary(l)
fixef(l)
confint(l)
values <- list(fixef = fixef(l), coef = as.matrix(coef(l)))
