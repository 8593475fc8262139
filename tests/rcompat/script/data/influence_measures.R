d <- mtcars
l <- lm(mpg ~ wt + factor(cyl), d[1:20,])
im <- influence.measures(l); im
summary(im)
x <- summary(im); str(x)
names(im); class(im); str(im)
summary(influence.measures(lm(mpg ~ 1, d[1:5,])))
influence.measures(lm(mpg ~ 1, d[1:5,]))
print(im, digits=2)
weighted.residuals(lm(mpg~wt,d[1:4,], weights=c(1,0,2,3)))
weighted.residuals(lm(mpg~wt,d[1:4,], weights=c(1,0,2,3)), drop0=FALSE)
influence.measures(lm(mpg~wt,d[1:6,], weights=c(1,0,2,3,1,1)))
d$mpg[3] <- NA
influence.measures(lm(mpg~wt,d[1:7,], na.action=na.exclude))
lm(mpg ~ wt, d, x=TRUE, y=TRUE)
names(lm(mpg ~ wt, d, x=TRUE, y=TRUE, model=FALSE, qr=FALSE))
lm(mpg ~ wt, d, method="model.frame")[1:2,]
lm(mpg ~ wt, d, method="foo")$rank
l$qr$rank; names(l$qr); dim(l$qr$qr); l$qr$pivot; round(l$qr$qr[1:3,],4); l$contrasts; l$xlevels
labels(l); l0 <- lm(mpg ~ 0, d); l0; summary(l0); l0$rank; anova(l0)
str(summary(l)$coefficients)
tryCatch(lm(mpg ~ wt, d, weights=-wt), error = function(e) cat(conditionMessage(e), "\n"))
