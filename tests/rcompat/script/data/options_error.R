options(error = quote(cat("oops\n")))
stop("a")
f <- function(x) x + "a"
f(1)
options(error = function() cat("fun\n"))
stop("b")
options(error = NULL)
stop("c")
1
