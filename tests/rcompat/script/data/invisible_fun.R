f <- function(x) invisible(x * 2)
f(2)
y <- f(2)
y
print(f(3))
(f(4))
g <- function() { x <- 5 }
g()
h <- function() { x <- 5; x }
h()
if (TRUE) f(1)
f(1) + 1
