# The first uses of arguments in R's package lme4, as its errors show them (see rcompat/script/rehearsing.py).

logLik.merMod <- function(object, REML = NULL, ...) devCrit(REML)
devCrit <- function(REML) {
  if (!is.null(REML)) if (REML) {
  }
}
extractAIC.merMod <- function(fit, scale = 0, k = 2, ...) {
  edf <- 1
  k * edf
}
confint.merMod <- function(object, parm, level = 0.95, method = c("profile", "Wald", "boot"), zeta, nsim = 500,
    boot.type = c("perc", "basic", "norm"), FUN = NULL, quiet = FALSE, oldNames = TRUE, ...) {
  match.arg(method)
  match.arg(boot.type)
  if (!quiet) {
  }
  1 - level
}
confint.thpr <- function(object, parm, level = 0.95, zeta, ...) 1 - level
anova.merMod <- function(object, ..., refit = TRUE, model.names = NULL) {
  if (!missing(refit)) if (refit) {
  }
}
drop1.merMod <- function(object, scope, scale = 0, test = c("none", "Chisq", "user"), k = 2, trace = FALSE, ...) {
  if (scale > 0) paste("\nscale: ", format(scale), "\n")
}
fixef.merMod <- function(object, add.dropped = FALSE, ...) {
  if (add.dropped) {
  }
}
formula.merMod <- function(x, fixed.only = FALSE, random.only = FALSE, ...) {
  fixed.only && random.only
  missing(fixed.only) && random.only
}
hatvalues.merMod <- function(model, fullHatMatrix = FALSE, ...) {
  if (fullHatMatrix) {
  }
}
influence.merMod <- function(model, groups, data, maxfun = 1000, do.coef = TRUE, ncores = 1, start, ...) {
  if (!do.coef) {
  }
}
GHrule <- function(ord, asMatrix = TRUE) {
  stopifnot(length(ord) == 1)
  if (asMatrix) as.matrix(fr) else fr
}
devfun2 <- function(fm, useSc = if (isLMM(fm)) TRUE else NA, scale = c("sdcor", "vcov"), ...) {
  if (!missing(useSc)) if (useSc) {
  }
}
cov2sdcor <- function(V) {
  if (!is.matrix(V) || !is.numeric(V) || nrow(V) != ncol(V)) stop("'V' is not a square numeric matrix")
}
