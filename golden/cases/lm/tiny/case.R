tiny <- read.csv("golden/data/tiny.csv")
m <- lm(y ~ x + g, tiny)
m
summary(m)
anova(m)
values <- list(coef = coef(m), sigma = sigma(m), deviance = deviance(m))
