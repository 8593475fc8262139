# The first uses of arguments in R's package pbkrtest, as its errors show them (see rcompat/script/rehearsing.py).

model2restriction_matrix.default <- function(largeModel, smallModel, sparse = FALSE)
  stop("No useful default method for 'model2restriction_matrix'")
restriction_matrix2model.default <- function(largeModel, L, REML = TRUE, ...)
  stop("No useful default method for 'restriction_matrix2model'")
model2restriction_matrix.merMod <- function(largeModel, smallModel, sparse = FALSE) {
  if (is.character(smallModel)) getME(smallModel, "X")
  if (sparse) .makeSparse(L) else L
}
vcovAdj.lmerMod <- function(object, details = 0) get_SigmaG(details)
get_SigmaG <- function(details) get_SigmaG.lmerMod(details)
get_SigmaG.lmerMod <- function(details) .get_SigmaG(details)
.get_SigmaG <- function(details) details > 0
PBmodcomp.merMod <- function(largeModel, smallModel, nsim = 1000, ref = NULL, seed = NULL, cl = NULL, details = 0)
  do_sampling(cl)
PBrefdist.merMod <- function(largeModel, smallModel, nsim = 1000, seed = NULL, cl = NULL, details = 0)
  do_sampling(cl)
do_sampling <- function(cl) get_cl(cl)
get_cl <- function(cl) {
  if (!is.null(cl) && !inherits(cl, "cluster") && !(is.numeric(cl) && length(cl) == 1 && cl >= 1))
    stop("invalid 'cl' specified in call \n")
}
compare_column_space <- function(X1, X2) {
  if (!is.matrix(X1)) stop("'X1' is not at matrix\n")
}
