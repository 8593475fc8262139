library(lme4)
d <- data.frame(y = c(5.1, 4.9, 6.2, 7.3, 5.5, 6.1, 7.7, 8.2, 4.4, 5.9, 6.6, 7.1), a = gl(2, 6, labels = c("lo", "hi")), s = gl(4, 3), t = rep(0:2, 4), w = 1:12, yes = rep(c(TRUE, FALSE), 6), ch = rep(c("u", "v", "w"), each = 4))
m <- lmer(y ~ a + t + (1 | s), d)
print(m, correlation = TRUE)
print(summary(m), correlation = FALSE)
summary(m, correlation = TRUE)$vcov
ranef(m, drop = TRUE)
ranef(m, whichel = "s")
ranef(m)$s["2", ]
str(ranef(m))
as.data.frame(ranef(m))
lattice::qqmath(ranef(m))
VarCorr(m)$s
attr(VarCorr(m), "sc")
attr(VarCorr(m)$s, "stddev")
print(VarCorr(m), comp = c("Std", "Var"), digits = 3)
as.data.frame(VarCorr(m))$vcov
confint(m, parm = c("a", "t"), method = "Wald")
confint(m, "ahi", method = "Wald")
predict(m, re.form = NULL)[1:2]
predict(m, re.form = ~0)[1:2]
predict(m, newdata = d[1:2, ], re.form = ~(1 | s), type = "response")
predict(m, newdata = transform(d[1, ], a = "hi"))
try(predict(m, newdata = transform(d[1, ], a = "zz")))
try(predict(m, newdata = d[1:2, c("a", "s")]))
residuals(m, scaled = TRUE)[1:2]
try(residuals(m, type = "foo"))
resid(m, "working")[1:2]
fitted(m)[c("1", "12")]
m2 <- lmer(y ~ yes + ch + (1 | s), d, weights = w)
m2
anova(m2)
m3 <- update(m2, . ~ . - ch + log(w))
formula(m3)
anova(m2, m3)
drop1(m2)
drop1(m2, scope = ~ yes, test = "Chisq")
terms(m)
nobs(m); ngrps(m); getCall(m)
eval(getCall(m))@theta
model.frame(m)[1, ]
head(getData(m), 2)
all.vars(formula(m))
dim(getME(m, "X"))
sigma(m)^2
deviance(refitML(m))
logLik(m, REML = FALSE)
AIC(logLik(m))
extractAIC(refitML(m))
simulate(m, nsim = 1, seed = 1, re.form = NA)[1:2, ]
simulate(m, 2, seed = 1, use.u = TRUE)[1:2, ]
set.seed(1); bootMer(m, fixef, 3)$t
set.seed(1); bootMer(m, fixef, 3, type = "semiparametric", use.u = TRUE)$t
isNested(d$s, d$a)
lmer(y ~ a + (1 | s) + (1 | s:a), d)
lmer(y ~ a * t + (t || s), d)
with(d, lmer(y ~ t + (1 | s)))
f <- y ~ t + (1 | s)
lmer(f, data = d)
lmer("y ~ t + (1 | s)", data = d)
lapply(c("a", "t"), function(v) fixef(lmer(reformulate(c(v, "(1 | s)"), "y"), d)))
