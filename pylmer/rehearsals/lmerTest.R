# The first uses of arguments in R's package lmerTest, as its errors show them (see rcompat/script/rehearsing.py).

summary.lmerModLmerTest <- function(object, ..., ddf = c("Satterthwaite", "Kenward-Roger", "lme4")) match.arg(ddf)
contest.lmerModLmerTest <- function(model, L, rhs = 0, joint = TRUE, collect = TRUE, confint = TRUE, level = 0.95,
    check_estimability = FALSE, ddf = c("Satterthwaite", "Kenward-Roger", "lme4"), ...) {
  if (joint) {
  }
  match.arg(ddf)
  if (collect) rbindall(res) else res
}
as_lmerModLmerTest <- function(model, tol = 1e-08) {
  if (inherits(model, "lmerMod")) as_lmerModLT(tol)
}
as_lmerModLT <- function(tol) -tol
