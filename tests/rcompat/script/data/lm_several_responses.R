fit <- lm(cbind(mpg, hp) ~ wt + factor(cyl), mtcars)
fit
summary(fit)
coef(fit)
anova(fit)
head(residuals(fit))
head(fitted(fit))
predict(fit, data.frame(wt = 3, cyl = 6))
predict(fit, data.frame(wt = c(3, 4), cyl = c(6, 8)))
vcov(fit)
class(fit)
names(fit)
names(summary(fit))
coef(summary(fit))
summary(fit)[[1]]
summary(fit)$`Response hp`
deviance(fit)
df.residual(fit)
nobs(fit)
formula(fit)
model.matrix(fit)[1:3, ]
head(model.frame(fit))
anova(fit, test = "Wilks")
anova(fit, test = "Roy")
anova(fit, test = "Hotelling-Lawley")
fit0 <- update(fit, . ~ wt)
fit0
anova(fit0, fit)
SSD(fit)
estVar(fit)
confint(fit)
try(logLik(fit))
sigma(fit)
rstandard(fit)[1:3, ]
print(fit, digits = 3)
print(summary(fit), digits = 3)
summary(fit)$call
Y <- as.matrix(iris[, 1:4])
f2 <- lm(Y ~ Species, iris)
f2
anova(f2)
summary(f2)
predict(fit, data.frame(wt=3,cyl=6), interval="confidence")
try(predict(fit, data.frame(wt=3,cyl=6), se.fit=TRUE))
cor(resid(fit))
str(coef(fit))
hatvalues(fit)[1:3]
effects(fit)[1:2,]
fit$rank
fit$call
dim(coef(fit))
f3 <- lm(cbind(a = mpg, b = qsec) ~ 1, mtcars)
f3
summary(f3)
anova(f3)
variable.names(fit)
terms(fit)
