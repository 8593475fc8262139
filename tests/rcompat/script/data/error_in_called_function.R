f <- function(x) { g(x) }
g <- function(y) stop("inner problem")
f(1)
