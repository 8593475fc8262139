f <- function() { y <- nope + 1; y }
f()
