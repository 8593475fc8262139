fit <- nls(mpg ~ a + b * exp(-wt), mtcars, start = list(a = 10, b = 50))
fit
summary(fit)
x <- 1:10
y <- c(2.9, 4.1, 5.6, 8.3, 11.2, 15.8, 22.4, 31.0, 44.1, 61.8)
m <- nls(y ~ a * exp(b * x), start = list(a = 1, b = 0.3))
m
summary(m)
coef(m)
round(fitted(m), 3)
residuals(m)
predict(m, data.frame(x = c(11, 12)))
deviance(m); df.residual(m); logLik(m); AIC(m); BIC(m); vcov(m)
anorexia <- data.frame(conc = c(0.02, 0.02, 0.06, 0.06, 0.11, 0.11, 0.22, 0.22, 0.56, 0.56, 1.1, 1.1), rate = c(76, 47, 97, 107, 123, 139, 159, 152, 191, 201, 207, 200))
mm <- nls(rate ~ Vm * conc / (K + conc), data = anorexia, start = c(Vm = 200, K = 0.05))
mm
summary(mm)
formula(mm)
nls(y ~ a * exp(b * x), start = list(a = 1, b = 20))
nls(y ~ a + b + 0 * x, start = list(a = 1, b = 2))
sigma(mm)
