d <- mtcars
d$mpg[c(2, 7)] <- NA
f <- lm(cbind(mpg, hp) ~ wt * am, d, weights = qsec)
f
summary(f)
try(anova(f))
nobs(f)
dim(residuals(f))
try(vcov(f)[1:2, 1:2])
deviance(f)
f <- lm(matrix(c(1, 2, 4, 3, 6, 9, 3, 2, 1, 4), 5) ~ c(1, 2, 3, 5, 8))
f
coef(f)
f <- lm(cbind(log(mpg), hp) ~ poly(wt, 2), mtcars, na.action = na.exclude)
f
update(f, . ~ wt)
update(f, mpg ~ wt)
lm(cbind(mpg, hp) ~ 0 + factor(gear), mtcars)
f$coefficients["poly(wt, 2)1", ]
str(f$residuals)
plot(residuals(f))
cor(residuals(f))
apply(residuals(f), 2, sd)
lapply(summary(f), function(s) s$r.squared)
sapply(summary(f), function(s) s$sigma)
try(drop1(f))
model_parameters <- NULL
summary(f)[["Response hp"]]$coefficients
