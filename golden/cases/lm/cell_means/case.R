hsb <- read.csv("golden/data/hsb.csv")
m <- lm(math ~ 0 + sector:sex, hsb)
m
summary(m)
anova(m)
values <- list(coef = coef(m), sigma = sigma(m), deviance = deviance(m))
