sleep <- read.csv("golden/data/sleep.csv")
m <- lm(Reaction ~ 0, sleep)
m
summary(m)
anova(m)
values <- list(sigma = sigma(m), deviance = deviance(m))
