f <- function(...) names(list(...))
f(a = 1, 2, b = 3)
g <- function(...) { dots <- list(...); if (length(dots) == 0) return("none"); paste(names(dots), unlist(dots)) }
g(); g(x = 1, y = 2)
h <- function(x, ...) UseMethod("h")
h.default <- function(x, extra = "no", ...) paste("default", extra)
h(1, extra = "yes")
n <- function(...) ..2
n("a", "b")
nargs_test <- function(a, b, c) nargs()
nargs_test(1, 2)
