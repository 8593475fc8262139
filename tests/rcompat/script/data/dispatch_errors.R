suppressPackageStartupMessages(library(lme4))
f <- function(...) stop("boo")
for (e in expression(head(f()), tail(f()), summary(f()), mean(f()), diag(f()), t(f()), solve(f()), print(f()), format(f()), update(f()), which(f()), diff(f()), unname(f()), zapsmall(f()), norm(f()), cov2cor(f()), rowMeans(f()), colSums(f()), crossprod(f()), qr(f()), drop(f()), all.equal(f(), 1), as.matrix(f()), kronecker(f(), 1), isSymmetric(f()), chol(f()), determinant(f()), colMeans(f()), rowSums(f()), as.array(f()), coef(f()), length(f()), str(f()), sum(f()), is.na(f()), dim(f()), round(f()), as.numeric(f()), head(log("a")), head(nothere), head(x=f()))) tryCatch(eval(e), error = function(err) { cat(deparse(e), ":", conditionMessage(err), "|", deparse(conditionCall(err))[1], "\n") })
head(f())
