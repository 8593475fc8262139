f <- function(a) a
f(1, 2)
