# simulate data and fit
set.seed(101)
n_group <- 20; n_per <- 10
g <- factor(rep(1:n_group, each = n_per))
x <- rnorm(n_group * n_per)
b0 <- rnorm(n_group, sd = 2)
y <- 1 + 0.5 * x + b0[g] + rnorm(n_group * n_per)
dat <- data.frame(y, x, g)
str(dat)
library(lme4)
fit <- lmer(y ~ x + (1 | g), data = dat)
summary(fit)
vc <- as.data.frame(VarCorr(fit))
vc
icc <- vc$vcov[1] / sum(vc$vcov)
icc
round(icc, 3)
fits <- lapply(c(TRUE, FALSE), function(r) lmer(y ~ x + (1 | g), data = dat, REML = r))
sapply(fits, fixef)
sapply(fits, AIC)
sapply(fits, function(m) attr(VarCorr(m)$g, "stddev"))
cat("ICC:", format(icc, digits = 3), "\n")
tab <- summary(fit)$coefficients
tab
tab[2, "t value"]
aggregate(y ~ g, dat, mean)[1:3, ]
m.ols <- lm(y ~ x, dat)
summary(m.ols)$r.squared
coef(summary(m.ols))
dat$pred <- predict(fit)
head(dat)
cor(dat$y, dat$pred)
anova(m.ols)
fit2 <- lmer(y ~ x + (1 | nogroup), data = dat)
