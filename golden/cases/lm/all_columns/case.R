wide <- read.csv("golden/data/wide.csv")
m <- lm(y ~ . - g, wide)
m
summary(m)
anova(m)
values <- list(coef = coef(m), sigma = sigma(m), deviance = deviance(m))
