# The first uses of arguments in R's package stats, as its errors show them (see rehearsing.py).

# Values that are no models
coef.default <- function(object, complete = TRUE, ...) object$coefficients
residuals.default <- function(object, ...) {
  object$na.action
  object$residuals
}
fitted.default <- function(object, ...) object$fitted
deviance.default <- function(object, ...) object$deviance
df.residual.default <- function(object, ...) object$df.residual
weighted.residuals <- function(obj, drop0 = TRUE) object$weights
confint.default <- function(object, parm, level = 0.95, ...) object$coefficients

# Linear models
summary.lm <- function(object, correlation = FALSE, symbolic.cor = FALSE, ...) if (correlation) {}
coef.lm <- function(object, complete = TRUE, ...) if (complete) cf else cf[!is.na(cf)]
vcov.lm <- function(object, complete = TRUE, ...) complete && NROW(vc) < (P <- length(aliased))
logLik.lm <- function(object, REML = FALSE, ...) if (REML) N <- N - p

# Random numbers
rexp <- function(n, rate = 1) 1/rate
rgamma <- function(n, shape, rate = 1, scale = 1/rate) 1/rate
sample.int <- function(n, size = n, replace = FALSE, prob = NULL,
    useHash = (n > 1e+07 && !replace && is.null(prob) && (!is.null(size)) && size <= n/2)) {
  stopifnot(length(n) == 1L)
  n/2
  if (useHash) {
  }
}
