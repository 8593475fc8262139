suppressPackageStartupMessages(library(lme4))
m <- lmer(Reaction ~ Days + (Days | Subject), sleepstudy)
th <- getME(m, "theta"); be <- fixef(m)
show <- function(expr) tryCatch(expr, error = function(e) print(e))
simulate(m, seed = 1, newparams = list(beta = be, theta = th, sigma = 2))[1:2, ]
simulate(m, seed = 1, newparams = list(beta = rev(be), theta = rev(th), sigma = 2))[1:2, ]
show(simulate(m, seed = 1, newparams = list(beta = c(a = 1, b = 2), theta = th, sigma = 2)))
show(simulate(m, seed = 1, newparams = list(beta = be, theta = c(a = 1, b = 2, c = 3), sigma = 2)))
predict(m, newparams = list(beta = be * 2))[1:2]
predict(m, newparams = list(beta = c(1, 2), theta = th, sigma = 1))[1:2]
show(predict(m, newparams = list(beta = c(1, 2, 3), theta = th, sigma = 1)))
show(predict(m, newparams = list(foo = 1)))
d <- data.frame(x = 1:4, g = c(1, 1, 2, 2))
simulate(~ x + (1 | g), newdata = d, newparams = list(beta = c(1, 2), theta = 1, sigma = 1), seed = 1)
show(simulate(~ x + (1 | g), newdata = d, newparams = list(beta = 1, theta = 1, sigma = 1), seed = 1))
simulate(~ x + (1 | g), newdata = d, newparams = list(beta = c(1, 2), theta = 1), seed = 1)
set.seed(2)
e <- data.frame(x = 1:40, g = gl(8, 5))
p <- list(beta = c("(Intercept)" = 1, x = 2), theta = c(1, .2, .5), sigma = 1)
simulate(~ x + (x | g), newdata = e, newparams = p)[1:4, ]
show(predict(m, sleepstudy[0, ]))
show(predict(m, re.form = y ~ (1 | g)))
show(simulate(m, use.u = NA))
