f <- function(x) x
f()
