f <- function(x) stop("inside: ", x, call.=FALSE)
f(2)
