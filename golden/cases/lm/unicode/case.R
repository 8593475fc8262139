world <- read.csv("golden/data/world.csv")
m <- lm(score ~ höhe + kind, world)
m
summary(m)
anova(m)
values <- list(coef = coef(m), sigma = sigma(m), deviance = deviance(m))
