sleep <- read.csv("golden/data/sleep.csv")
m <- lm(Reaction ~ logical + dose + Days:sex, sleep)
m
summary(m)
anova(m)
values <- list(coef = coef(m), sigma = sigma(m), deviance = deviance(m))
