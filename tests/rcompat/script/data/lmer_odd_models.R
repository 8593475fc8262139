library(lme4)
set.seed(4)
d <- data.frame(y = rnorm(60, 10), x = rnorm(60), f = factor(rep(c("α", "β", "γ"), 20)), g = factor(rep(1:10, each = 6)), h = rep(c("a b", "c/d", "e:f"), each = 20))
d$x2 <- 2 * d$x
d$f2 <- factor(d$f, levels = c("γ", "α", "β"), ordered = TRUE)
d$y[c(3, 8)] <- NA
m <- lmer(y ~ x + x2 + f + (1 | g), d)
m
summary(m)
fixef(m, add.dropped = TRUE)
nobs(m)
m <- lmer(y ~ x * f + (1 | g/h), d, na.action = na.exclude)
summary(m)
length(residuals(m))
residuals(m)[1:9]
fitted(m)[1:4]
isSingular(m)
rePCA(m)
summary(rePCA(m))
m <- lmer(y ~ C(f, contr.sum) + (1 | h:g), d)
coef(summary(m))
m <- lmer(y ~ C(f, helmert) + (1 | h), d)
fixef(m)
m <- lmer(y ~ f2 + (f2 | g), d)
print(m, ranef.comp = "Var")
m <- lmer(y ~ f:x + (1 | g), d)
m
m <- lmer(y ~ 1 + (1 | g) + (0 + x | g) + (0 + f | h), d, control = lmerControl(check.nobs.vs.nRE = "ignore"))
m
VarCorr(m)
as.data.frame(VarCorr(m))[1:4, ]
m <- lmer(log(y) ~ scale(x) + I(x^2) + (1 | g), d)
m
anova(m)
predict(m, data.frame(x = 1, g = "99"), allow.new.levels = TRUE)
try(predict(m, data.frame(x = 1, g = "99")))
predict(m, data.frame(x = 1, g = "2"), re.form = NA)
simulate(m, 2, seed = 3)[1:3, ]
try(lmer(y ~ x, d))
try(lmer(y ~ x + (1 | zz), d))
try(lmer(y ~ x + (1 | g), d, subset = g %in% c("1", "2")))
try(lmer(y ~ x + (x | g), d[1:12, ]))
try(lmer(y ~ x + (1 | g), d, REML = "a"))
try(lmer(f ~ x + (1 | g), d))
try(lmer(y ~ x + (1 | g), d, weights = -x))
try(lmer(y ~ x + (1 | g), d, foo = 3))
