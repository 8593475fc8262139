sleep <- read.csv("golden/data/sleep.csv")
m <- lm(log(Reaction) ~ I(Days^2) + sqrt(age) + factor(dose), sleep)
m
summary(m)
anova(m)
values <- list(coef = coef(m), sigma = sigma(m), deviance = deviance(m))
