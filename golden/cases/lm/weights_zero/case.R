sleep <- read.csv("golden/data/sleep.csv")
m <- lm(Reaction ~ Days + sex, sleep, weights = w0 * (Days > 1))
m
summary(m)
anova(m)
values <- list(coef = coef(m), sigma = sigma(m), deviance = deviance(m))
