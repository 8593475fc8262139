wide <- read.csv("golden/data/wide.csv")
m <- lm(y ~ x1 + x2 + x3 + x4 + x5 + x6 + x7 + a.very.long.predictor.name + another_rather_long_name, wide)
m
summary(m)
anova(m)
values <- list(coef = coef(m), sigma = sigma(m), deviance = deviance(m))
