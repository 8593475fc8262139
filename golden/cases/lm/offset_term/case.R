sleep <- read.csv("golden/data/sleep.csv")
m <- lm(Reaction ~ Days + offset(off), sleep)
m
summary(m)
anova(m)
values <- list(coef = coef(m), sigma = sigma(m), deviance = deviance(m))
