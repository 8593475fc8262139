# The first uses of arguments in R's package arm, as its errors show them (see rcompat/script/rehearsing.py).

display.merMod <- function(object, ...) {
  .local <- function(object, digits = 2, detail = FALSE) .after_call(object@call, .checked(digits, detail))
  .local(object, ...)
}
display.lm <- function(object, ...) {
  .local <- function(object, digits = 2, detail = FALSE) .after_call(object$call, .checked(digits, detail))
  .local(object, ...)
}
.after_call <- function(call, expr) withCallingHandlers(expr, error = function(e) print(call))
.checked <- function(digits, detail) {
  if (detail) {
  }
  fround(1, digits)
}
fround <- function(x, digits) {
  rounded <- round(x, digits)
  if (is.na(digits)) stop("invalid 'nsmall' argument")
}
sim.merMod <- function(object, ...) {
  .local <- function(object, n.sims = 100) rep(NA, n.sims)
  .local(object, ...)
}
sim.lm <- function(object, ...) {
  .local <- function(object, n.sims = 100) rep(NA, n.sims)
  .local(object, ...)
}
sim.glm <- function(object, ...) {
  .local <- function(object, n.sims = 100) {
    p <- 1
    n <- n.sims
    p * n
  }
  .local(object, ...)
}
se.coef.merMod <- function(object, ...) {
  .local <- function(object) NULL
  .local(object, ...)
}
se.coef.lm <- function(object, ...) {
  .local <- function(object) NULL
  .local(object, ...)
}
se.fixef <- function(object) NULL
se.ranef <- function(object) NULL
se.fixef.default <- function(object) fixef(object)
se.ranef.default <- function(object) ranef(object, condVar = TRUE)
invlogit <- function(x) -x
logit <- function(x) 1 - x
fitted.sim.merMod <- function(object, ..., regression) {
  if (missing(regression) || is.null(regression))
    stop("fitted for sim.mer requires original merPred object as well.")
  if (!inherits(regression, "merMod"))
    stop("regression argument for fitted on sim.mer does not inherit from class 'merMod'")
}
