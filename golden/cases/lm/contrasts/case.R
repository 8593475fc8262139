sleep <- read.csv("golden/data/sleep.csv")
m <- lm(Reaction ~ Days + dose, sleep, contrasts = list(dose = "contr.sum"))
m
summary(m)
anova(m)
values <- list(coef = coef(m), sigma = sigma(m), deviance = deviance(m))
