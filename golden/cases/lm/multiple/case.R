hsb <- read.csv("golden/data/hsb.csv")
m <- lm(math ~ ses + sex + minority + sector, hsb)
m
summary(m)
anova(m)
values <- list(coef = coef(m), sigma = sigma(m), deviance = deviance(m))
