sleep <- read.csv("golden/data/sleep.csv")
m <- lm(gappy ~ gappy_x, sleep, na.action = na.exclude)
m
summary(m)
anova(m)
head(residuals(m), 12)
length(fitted(m))
values <- list(coef = coef(m), sigma = sigma(m), deviance = deviance(m))
