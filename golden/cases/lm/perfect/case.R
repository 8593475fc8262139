sleep <- read.csv("golden/data/sleep.csv")
m <- lm(double ~ triple + Days, sleep, subset = 1:40)
m
summary(m)
anova(m)
values <- list(coef = coef(m), sigma = sigma(m), deviance = deviance(m))
