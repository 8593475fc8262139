crossed <- read.csv("golden/data/crossed.csv")
m <- lm(rt ~ cond * type, crossed)
m
summary(m)
anova(m)
values <- list(coef = coef(m), sigma = sigma(m), deviance = deviance(m))
