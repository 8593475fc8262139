m <- lm(weight ~ group, data=PlantGrowth)
summary(m)
anova(m)
confint(m)
predict(m, data.frame(group=levels(PlantGrowth$group)), interval="confidence")
tapply(PlantGrowth$weight, PlantGrowth$group, mean)
relevel(PlantGrowth$group, "trt1")[1:3]
m2 <- lm(weight ~ 0 + group, data=PlantGrowth); coef(m2)
model.matrix(m)[c(1,11,21),]
plot(m)
summary(m)$coefficients["grouptrt1", "Pr(>|t|)"]
residuals(m)[1:3]
