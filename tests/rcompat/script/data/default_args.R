f <- function(a, b = a + 1, c = b * 2) { c(a, b, c) }
f(1)
f(1, 5)
f(1, c = 0)
g <- function(x, n = length(x), ...) n
g(1:4)
k <- function(verbose = FALSE) { if (verbose) cat("hi\n"); invisible(NULL) }
k()
k(TRUE)
k(verb = TRUE)
