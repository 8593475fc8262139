f <- function(x) g(x)
g <- function(x) h(x)
h <- function(x) stop("deep error")
f(1)
