d <- data.frame(y = c(2.1, 3.9, 6.2, 7.8, 10.1, 12.2), x = 1:6, g = factor(c("a", "b", "a", "b", "a", "b")))
fit <- lm(y ~ x, data = d)
fit
summary(fit)
anova(fit)
coef(fit); round(resid(fit), 3); fitted(fit); vcov(fit); confint(fit); predict(fit, data.frame(x = 7:8)); predict(fit, data.frame(x = 7), interval = "confidence"); AIC(fit); logLik(fit); deviance(fit); nobs(fit); formula(fit)
fit2 <- lm(y ~ x + g, d); anova(fit, fit2); summary(fit2)$coefficients; summary(fit2)$r.squared; summary(fit2)$sigma; model.matrix(y ~ g, d); class(fit); update(fit, . ~ . + g); AIC(fit, fit2); fit$coefficients; fit$df.residual; coef(summary(fit))[, 4]; lm(y ~ poly(x, 2), d); lm(log(y) ~ x, d, subset = x > 1)
