library(lme4)
l <- lmList(Reaction ~ Days | Subject, sleepstudy)
s <- summary(l)
class(s)
s$pool
s$df.residual
s$RSE
s$r.squared
s$adj.r.squared
s$fstatistic[1:3, ]
dim(s$cov.unscaled)
s$cov.unscaled[1:2, , ]
s$call
s$terms
length(s$residuals)
str(s$coefficients)
l2 <- lmList(yield ~ x | block, data.frame(yield = c(1:5, 2.2, 8:1) + 0, x = c(1, 3, 2, 5, 4, 4, 7, 3, 1, 2, 9, 3, 4, 5), block = c("b", "a", "b", "a", "b", "a", "c", "c", "c", "a", "b", "c", "b", "a")))
l2@groups
l2@origOrder
names(l2)
coef(l2)
summary(l2)$df
predict(l2, data.frame(x = 1:2))
predict(l2)
try(nobs(l))
try(vcov(l))
structure(list(1, a = 2:3), class = "listof")
structure(list(1, 2:3), class = "listof")
summary(aov(mpg ~ factor(cyl), mtcars))
try(nobs(3))
