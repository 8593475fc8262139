library(lme4)
banana <- function(x) 100 * (x[2] - x[1]^2)^2 + (1 - x[1])^2
str(Nelder_Mead(banana, c(-1.2, 1)))
found <- nloptwrap(c(-1.2, 1), banana, c(-5, -5), c(5, 5))
names(found)
found$conv
own <- function(fn, par, lower, upper, control = list(), ...) {
    res <- optim(par = par, fn = fn, lower = lower, upper = upper, control = control, method = "L-BFGS-B")
    list(par = res$par, fval = res$value, feval = res$counts[1], conv = res$convergence, message = res$message)
}
d <- lmer(Yield ~ 1 | Batch, Dyestuff, devFunOnly = TRUE)
class(d)
d(1)
dd <- devfun2(lmer(Yield ~ 1 | Batch, Dyestuff), useSc = TRUE)
attr(dd, "optimum")
dd(c(37, 49))
str(lmerControl())
lmerControl(optCtrl = list(maxfun = 100))$optCtrl
lmerControl()$checkConv$check.conv.grad
class(lmerControl())
