f <- function(x) { if (x > 3) warning("big") ; x }
y <- f(5); z <- f(6)
for (i in 4:5) f(i)
g <- function() { warning("first"); warning("second"); stop("then error") }
g()
